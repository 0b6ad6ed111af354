package dev.forja.codegen.model;

import dev.forja.ir.lowered.LoweredFunction;
import dev.forja.ir.lowered.LoweredModel;

/** Internal names of a model's classes and methods. */
record Names(String model) {
    static final String RUNTIME = "dev/forja/runtime/";
    static final String COMPILED_MODEL = RUNTIME + "CompiledModel";
    static final String MODEL_SPEC = RUNTIME + "ModelSpec";
    static final String ENTRY_SPEC = RUNTIME + "EntrySpec";
    static final String PARAMETERS = RUNTIME + "Parameters";
    static final String SERVING = RUNTIME + "Serving";
    static final String WORKSPACE = RUNTIME + "Workspace";
    static final String PARALLEL_CALL = RUNTIME + "ParallelCall";
    static final String SPLIT_KERNELS = RUNTIME + "SplitKernels";
    static final String CHECKS = RUNTIME + "Checks";
    static final String LANES = RUNTIME + "Lanes";
    static final String TRAINING_STEP = RUNTIME + "train/TrainingStep";
    static final String TRAINING_STATE = RUNTIME + "train/TrainingState";

    static Names of(LoweredModel model) {
        var name = model.model().name();
        var packageName = model.model().packageName();
        return new Names(packageName.isEmpty() ? name : packageName.replace('.', '/') + "/" + name);
    }

    static String object(String internalName) {
        return "L" + internalName + ";";
    }

    String simple() {
        return model.substring(model.lastIndexOf('/') + 1);
    }

    String code() {
        return model + "$Code";
    }

    String variant(int lanes) {
        return model + "$" + (lanes == 1 ? "Scalar" : "Lanes" + lanes);
    }

    String training(LoweredFunction step) {
        return model
                + "$"
                + Character.toUpperCase(step.name().charAt(0))
                + step.name().substring(1)
                + "Training";
    }

    /**
     * The method of the code class: losses and their training steps have the same name in the
     * model.
     */
    static String method(LoweredFunction function) {
        return switch (function.kind()) {
            case ENTRY -> function.name();
            case LOSS -> function.name() + "$loss";
            case STEP -> function.name() + "$step";
            case PACK -> "pack";
        };
    }

    /** The method of the public class that checks the arguments of a function. */
    static String check(LoweredFunction function) {
        return method(function) + "$check";
    }
}
