package dev.forja.frontend.onnx.data;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import dev.forja.frontend.onnx.proto.ModelMessage;
import dev.forja.frontend.onnx.proto.TensorMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the protobuf files of ONNX. */
public final class OnnxFiles {
    private OnnxFiles() {}

    /**
     * A model file.
     *
     * @throws OnnxDataException when it is none
     */
    public static ModelMessage model(Path file) throws IOException {
        return parse(file, ModelMessage.parser(), ModelMessage.getDescriptor(), "model");
    }

    /**
     * A file with one tensor, as test data has it.
     *
     * @throws OnnxDataException when it is none
     */
    public static TensorData tensor(Path file) throws IOException {
        var message = parse(file, TensorMessage.parser(), TensorMessage.getDescriptor(), "tensor");
        return new TensorReader(new ExternalFiles(file.toAbsolutePath().getParent())).read(message);
    }

    private static <T extends MessageLite> T parse(
            Path file, Parser<T> parser, Descriptor type, String what) throws IOException {
        long size = Files.size(file);
        if (size > Integer.MAX_VALUE - 8) {
            throw OnnxDataException.unsupported("a file of 2 GiB and more; use external data");
        }
        byte[] bytes = Files.readAllBytes(file);
        var in = CodedInputStream.newInstance(bytes);
        in.enableAliasing(true);
        try {
            MessageLimits.require(bytes, type);
            return parser.parseFrom(in);
        } catch (InvalidProtocolBufferException e) {
            throw OnnxDataException.invalid("this is no ONNX " + what + ": " + e.getMessage());
        }
    }
}
