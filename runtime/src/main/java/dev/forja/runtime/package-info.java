/**
 * What generated classes and services use: element types, specifications of models, parameters and
 * their safetensors files, workspaces, lane selection and the base class of every compiled model.
 *
 * <p>May use {@code java.base} alone, and {@code jdk.incubator.vector} from {@link VectorLanes}
 * only. It knows nothing of the compiler and nothing of {@code dev.forja.runtime.train}.
 */
package dev.forja.runtime;
