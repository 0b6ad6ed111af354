package dev.forja.passes.fuse;

import dev.forja.ir.kernel.Access;
import dev.forja.ir.kernel.IndexExpr;
import dev.forja.ir.kernel.Operand;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.passes.kernel.Buffer;
import dev.forja.passes.kernel.KernelNode;
import java.util.ArrayList;
import java.util.List;

/** The operands of a kernel under construction: each buffer in each shape once. */
final class OperandPool {
    private record Entry(Operand operand, Buffer buffer) {}

    private final List<Entry> entries = new ArrayList<>();

    /** The load with its operand of the given node entered here. */
    ScalarExpr.Load adopt(ScalarExpr.Load load, KernelNode from) {
        var access = load.access();
        int position =
                position(
                        from.kernel().operands().get(access.operand()),
                        from.operands().get(access.operand()));
        return new ScalarExpr.Load(
                new Access(position, access.index(), access.guards(), access.otherwise()),
                load.type());
    }

    /** The index with the operands of its loads entered here. */
    IndexExpr adopt(IndexExpr index, KernelNode from) {
        return index instanceof IndexExpr.Indirect(var value)
                ? new IndexExpr.Indirect(
                        value.rewrite(expr ->
                                expr instanceof ScalarExpr.Load load ? adopt(load, from) : expr))
                : index;
    }

    private int position(Operand operand, Buffer buffer) {
        for (int i = 0; i < entries.size(); i++) {
            var entry = entries.get(i);
            if (entry.buffer().equals(buffer) && entry.operand().type().equals(operand.type())) {
                return i;
            }
        }
        entries.add(new Entry(operand, buffer));
        return entries.size() - 1;
    }

    List<Operand> operands() {
        return entries.stream().map(Entry::operand).toList();
    }

    List<Buffer> buffers() {
        return entries.stream().map(Entry::buffer).toList();
    }
}
