/** What {@code forja inspect} shows: summaries, dumps after passes, schedules, times. */
package dev.forja.compiler.inspect;
