package dev.forja.frontend.java.eval;

/** How a statement ends. */
enum Completion {
    NORMAL,
    BREAK,
    CONTINUE,
    RETURN
}
