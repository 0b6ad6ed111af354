/**
 * The sample {@code scoring-service}: an HTTP service that scores payments with the model of the
 * sample {@code fraud}, and a load test of it. May use the runtime, the samples' support and that
 * sample.
 */
package dev.forja.samples.scoringservice;
