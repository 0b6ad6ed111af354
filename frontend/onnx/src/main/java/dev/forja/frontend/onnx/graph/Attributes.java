package dev.forja.frontend.onnx.graph;

import com.google.protobuf.ByteString;
import dev.forja.frontend.onnx.proto.AttributeMessage;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The attributes of a node; those of a function's nodes may take theirs from the call. */
final class Attributes {
    private final Map<String, AttributeMessage> byName = new HashMap<>();

    /**
     * @param outer of the call of the function that the node is in; empty elsewhere
     */
    Attributes(List<AttributeMessage> attributes, Map<String, AttributeMessage> outer) {
        for (var attribute : attributes) {
            if (attribute.getReference().isEmpty()) {
                byName.put(attribute.getName(), attribute);
            } else if (outer.containsKey(attribute.getReference())) {
                byName.put(attribute.getName(), outer.get(attribute.getReference()));
            }
        }
    }

    Map<String, AttributeMessage> messages() {
        return byName;
    }

    Set<String> names() {
        return byName.keySet();
    }

    Optional<AttributeMessage> message(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Plain values; empty for tensors and graphs, which need more than the message. */
    static Optional<Object> plain(AttributeMessage attribute) {
        return switch (kind(attribute)) {
            case 1 -> Optional.of((double) attribute.getReal());
            case 2 -> Optional.of(attribute.getWhole());
            case 3 -> Optional.of(text(attribute.getText()));
            case 6 -> Optional.of(attribute.getRealsList().stream().map(x -> (double) x).toList());
            case 7 -> Optional.of(List.copyOf(attribute.getWholesList()));
            case 8 -> Optional.of(attribute.getTextsList().stream().map(Attributes::text).toList());
            default -> Optional.empty();
        };
    }

    /** The kind; the first version of the format did not say it. */
    private static int kind(AttributeMessage attribute) {
        if (attribute.getKind() != 0) {
            return attribute.getKind();
        }
        return attribute.hasReal()
                ? 1
                : attribute.hasWhole()
                        ? 2
                        : attribute.hasText()
                                ? 3
                                : attribute.getRealsCount() > 0
                                        ? 6
                                        : attribute.getWholesCount() > 0
                                                ? 7
                                                : attribute.getTextsCount() > 0 ? 8 : 0;
    }

    private static String text(ByteString bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
