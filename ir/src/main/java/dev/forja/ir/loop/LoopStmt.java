package dev.forja.ir.loop;

import dev.forja.ir.type.Dim;
import java.util.List;

/** A statement of a loop method. */
public sealed interface LoopStmt {
    /** {@code for (int variable = from; variable < to; variable += step) body}. */
    record For(String variable, Dim from, Dim to, int step, List<LoopStmt> body)
            implements LoopStmt {
        public For {
            body = List.copyOf(body);
        }
    }

    /** {@code if (0 <= index && index < limit) body}. */
    record If(LoopExpr.Condition condition, List<LoopStmt> body) implements LoopStmt {
        public If {
            body = List.copyOf(body);
        }
    }

    /** Declares an int local that later positions use as a symbol. */
    record LetIndex(String name, Dim value) implements LoopStmt {}

    /**
     * Declares an int local from a computed i32 or i64 scalar (a gathered position), narrowed to
     * int.
     */
    record LetPosition(String name, LoopExpr value) implements LoopStmt {}

    /** Declares a local. */
    record Let(Local local, LoopExpr value) implements LoopStmt {}

    /** Overwrites a local that was declared before. */
    record Assign(Local local, LoopExpr value) implements LoopStmt {}

    /**
     * Writes contiguous lanes; {@code mask} null for all. Lanes that a mask excludes may lie
     * outside the array.
     */
    record Store(int buffer, Dim offset, LoopExpr value, LoopExpr mask) implements LoopStmt {}
}
