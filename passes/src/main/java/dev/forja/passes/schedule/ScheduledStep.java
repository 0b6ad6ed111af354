package dev.forja.passes.schedule;

/** What a lowered function executes: a scheduled kernel, or control flow around others. */
public sealed interface ScheduledStep permits ScheduledKernel, ScheduledLoop, ScheduledBranch {}
