package dev.forja.ir.op.control;

import dev.forja.ir.graph.Function;
import dev.forja.ir.op.TensorOp;
import java.util.List;

/** What passes need of an operator with regions to work inside of them. */
public interface RegionOp {
    /** The regions, in the order of the operator's attributes. */
    List<Function> regions();

    /** The same operator with other regions of the same types. */
    TensorOp withRegions(List<Function> regions);
}
