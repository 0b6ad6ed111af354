package dev.forja.compiler.cli;

/** Exit codes, a contract with scripts and the Maven plugin. */
final class Exit {
    static final int DONE = 0;
    static final int INPUT_AT_FAULT = 1;
    static final int WRONG_USAGE = 2;
    static final int DEFECT = 70;

    private Exit() {}
}
