package dev.forja.compiler.load;

import static java.lang.constant.ConstantDescs.CD_Integer;
import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.INIT_NAME;
import static java.lang.constant.ConstantDescs.MTD_void;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodType;

/** Makes {@link EntryCall}s, each a class in the loader of its model. */
final class EntryCallWriter {
    private static final String FIELD = "model";

    private EntryCallWriter() {}

    /**
     * A call of a public method.
     *
     * @param model the receiver, of a class of the loader
     * @param type of the method, which returns nothing and takes arrays, ints and a workspace
     * @throws ReflectiveOperationException when there is no such method
     */
    static EntryCall write(
            GeneratedClassLoader loader, Object model, String method, MethodType type)
            throws ReflectiveOperationException {
        var modelClass = model.getClass();
        modelClass.getMethod(method, type.parameterArray());
        var name = modelClass.getName() + "$Call$" + method;
        var caller = loader.define(name, () -> classFile(name, modelClass, method, type));
        return (EntryCall) caller.getConstructor(modelClass).newInstance(model);
    }

    private static byte[] classFile(String name, Class<?> model, String method, MethodType type) {
        var modelType = describe(model);
        var self = ClassDesc.of(name);
        return ClassFile.of()
                .build(
                        self,
                        code ->
                                code.withFlags(ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL)
                                        .withInterfaceSymbols(describe(EntryCall.class))
                                        .withField(FIELD, modelType, ClassFile.ACC_FINAL)
                                        .withMethodBody(
                                                INIT_NAME,
                                                MethodTypeDesc.of(CD_void, modelType),
                                                ClassFile.ACC_PUBLIC,
                                                body -> constructor(body, self, modelType))
                                        .withMethodBody(
                                                "call",
                                                MethodTypeDesc.of(CD_void, CD_Object.arrayType()),
                                                ClassFile.ACC_PUBLIC,
                                                body -> call(body, self, modelType, method, type)));
    }

    private static void constructor(CodeBuilder code, ClassDesc self, ClassDesc model) {
        code.aload(0)
                .invokespecial(CD_Object, INIT_NAME, MTD_void)
                .aload(0)
                .aload(1)
                .putfield(self, FIELD, model)
                .return_();
    }

    private static void call(
            CodeBuilder code, ClassDesc self, ClassDesc model, String method, MethodType type) {
        code.aload(0).getfield(self, FIELD, model);
        for (int i = 0; i < type.parameterCount(); i++) {
            code.aload(1).loadConstant(i).aaload();
            if (type.parameterType(i) == int.class) {
                code.checkcast(CD_Integer)
                        .invokevirtual(CD_Integer, "intValue", MethodTypeDesc.of(CD_int));
            } else {
                code.checkcast(describe(type.parameterType(i)));
            }
        }
        code.invokevirtual(model, method, type.describeConstable().orElseThrow()).return_();
    }

    private static ClassDesc describe(Class<?> type) {
        return type.describeConstable().orElseThrow();
    }
}
