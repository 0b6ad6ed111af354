package dev.forja.ir.data;

import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * The elements of a tensor of static shape in row-major order, as far as they are known at compile
 * time.
 *
 * @param elements null where nothing is known
 */
public record Content(TensorType type, List<Element> elements) {
    /** Larger tensors are data, not something to decide shapes by. */
    public static final int LIMIT = 1 << 14;

    public Content {
        elements = Collections.unmodifiableList(new ArrayList<>(elements));
        if (!type.shape().size().isConstant(elements.size())) {
            throw new IllegalArgumentException(type + " with " + elements.size() + " elements");
        }
    }

    public static Content of(Tensor tensor) {
        var elements = new ArrayList<Element>(tensor.size());
        for (int i = 0; i < tensor.size(); i++) {
            elements.add(Element.of(tensor.type().dtype(), tensor.get(i)));
        }
        return new Content(tensor.type(), elements);
    }

    /** Can content of this type be tracked? */
    public static boolean tracks(TensorType type) {
        return type.shape().isStatic() && elements(type.shape()) <= LIMIT;
    }

    private static long elements(Shape shape) {
        long elements = 1;
        for (var dim : shape.dims()) {
            if (dim.constant() == 0) {
                return 0;
            }
            elements =
                    elements > LIMIT ? elements : elements * Math.min(dim.constant(), LIMIT + 1L);
        }
        return elements;
    }

    /** Is every element known? */
    public boolean isComplete() {
        return elements.stream().allMatch(Objects::nonNull);
    }

    /** Is every element known as a number? */
    public boolean isNumeric() {
        return elements.stream().allMatch(element -> element != null && element.isNumber());
    }

    /** The numbers; only of numeric content. */
    public Tensor tensor() {
        var tensor = Tensor.zeros(type);
        for (int i = 0; i < elements.size(); i++) {
            tensor.set(i, elements.get(i).number(type.dtype()));
        }
        return tensor;
    }

    /** The whole numbers of complete integer content. */
    public List<Dim> dims() {
        return elements.stream().map(element -> ((Element.Whole) element).value()).toList();
    }

    public Content withShape(Shape shape) {
        return new Content(type.withShape(shape), elements);
    }
}
