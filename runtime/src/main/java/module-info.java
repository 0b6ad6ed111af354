/**
 * What generated model classes and the services that hold them need at run time: specifications,
 * parameters and their files, workspaces, lane selection and the training loop.
 *
 * <p>The vector module is optional. Without it every model runs on its scalar twin.
 */
module dev.forja.runtime {
    requires static jdk.incubator.vector;

    exports dev.forja.runtime;
    exports dev.forja.runtime.train;
}
