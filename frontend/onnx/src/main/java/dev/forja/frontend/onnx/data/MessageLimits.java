package dev.forja.frontend.onnx.data;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.WireFormat;
import java.io.IOException;

/**
 * Refuses files of more or deeper messages than an honest one has, before any object is made of
 * them: a message of two bytes in the file takes a hundred and more in memory.
 */
final class MessageLimits {
    private static final int PARTS = 2_000_000;

    /** The library has the same limit. */
    private static final int DEPTH = 100;

    private final CodedInputStream in;
    private int parts;

    private MessageLimits(CodedInputStream in) {
        this.in = in;
    }

    /**
     * Walks over a file.
     *
     * @throws OnnxDataException when it has too many parts
     * @throws IOException when it is no such file
     */
    static void require(byte[] file, Descriptor type) throws IOException {
        new MessageLimits(CodedInputStream.newInstance(file)).message(type, 0);
    }

    private void message(Descriptor type, int depth) throws IOException {
        if (depth >= DEPTH) {
            throw OnnxDataException.invalid("messages more than " + DEPTH + " deep in each other");
        }
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            int wire = WireFormat.getTagWireType(tag);
            if (wire == WireFormat.WIRETYPE_START_GROUP || wire == WireFormat.WIRETYPE_END_GROUP) {
                throw OnnxDataException.invalid("the file has a group, which ONNX has not");
            }
            var field = type.findFieldByNumber(WireFormat.getTagFieldNumber(tag));
            if (isPart(field) && ++parts > PARTS) {
                throw OnnxDataException.invalid("the file has more than " + PARTS + " parts");
            }
            if (field != null
                    && field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
                    && wire == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
                int outer = in.pushLimit(in.readRawVarint32());
                message(field.getMessageType(), depth + 1);
                in.popLimit(outer);
            } else {
                in.skipField(tag);
            }
        }
    }

    /** Takes it an object of its own? The library keeps fields that it doesn't know. */
    private static boolean isPart(FieldDescriptor field) {
        return field == null
                || switch (field.getJavaType()) {
                    case MESSAGE, STRING, BYTE_STRING -> true;
                    case INT, LONG, FLOAT, DOUBLE, BOOLEAN, ENUM -> false;
                };
    }
}
