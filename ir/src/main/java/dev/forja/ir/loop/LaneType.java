package dev.forja.ir.loop;

import dev.forja.ir.type.DType;

/** Element type and number of lanes; one lane is a scalar, BOOL with several lanes is a mask. */
public record LaneType(DType dtype, int lanes) {
    public static LaneType scalar(DType dtype) {
        return new LaneType(dtype, 1);
    }

    public boolean isVector() {
        return lanes > 1;
    }

    public LaneType withType(DType other) {
        return new LaneType(other, lanes);
    }

    @Override
    public String toString() {
        return lanes == 1 ? dtype.text() : dtype.text() + "x" + lanes;
    }
}
