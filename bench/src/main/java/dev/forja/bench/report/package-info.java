/** The results as Markdown, JSON and a chart. */
package dev.forja.bench.report;
