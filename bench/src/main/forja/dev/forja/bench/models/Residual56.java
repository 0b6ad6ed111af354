package dev.forja.bench.models;

import static dev.forja.dsl.Functions.*;

import dev.forja.dsl.*;
import dev.forja.dsl.layer.Conv2d;

/**
 * Four blocks of two convolutions each, whose input is added to their result (He and others 2015).
 */
@Model
class Residual56 {
    static final int CHANNELS = 64;

    final Conv2d first = new Conv2d(CHANNELS, CHANNELS, 3);
    final Conv2d second = new Conv2d(CHANNELS, CHANNELS, 3);
    final Conv2d third = new Conv2d(CHANNELS, CHANNELS, 3);
    final Conv2d fourth = new Conv2d(CHANNELS, CHANNELS, 3);
    final Conv2d fifth = new Conv2d(CHANNELS, CHANNELS, 3);
    final Conv2d sixth = new Conv2d(CHANNELS, CHANNELS, 3);
    final Conv2d seventh = new Conv2d(CHANNELS, CHANNELS, 3);
    final Conv2d eighth = new Conv2d(CHANNELS, CHANNELS, 3);

    @Entry
    Tensor features(@Shape("n, 56, 56, 64") Tensor image) {
        Tensor y = block(image, first, second);
        y = block(y, third, fourth);
        y = block(y, fifth, sixth);
        return block(y, seventh, eighth);
    }

    Tensor block(Tensor x, Conv2d inner, Conv2d outer) {
        return relu(x.plus(outer.apply(relu(inner.apply(x)))));
    }
}
