package dev.forja.ir.loop;

/** A named local variable of a loop method. */
public record Local(String name, LaneType type) {}
