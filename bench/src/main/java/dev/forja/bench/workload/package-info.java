/**
 * What is measured: model sources with sizes, and what each computes in the words of the peers. A
 * new workload is a new file here and its line in {@link dev.forja.bench.workload.Workloads}.
 */
package dev.forja.bench.workload;
