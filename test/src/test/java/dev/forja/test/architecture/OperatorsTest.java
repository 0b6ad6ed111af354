package dev.forja.test.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.forja.ir.op.OpCatalog;
import dev.forja.ir.op.OpaqueOp;
import dev.forja.ir.op.TensorOp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.lang.constant.ClassDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One place per operator: a record in a file of its own, which alone says what it is. */
class OperatorsTest {
    /** The algebra of operators: named rules and forms, each about operators by nature. */
    private static final Set<String> KNOW_OPERATORS =
            Set.of(
                    "dev.forja.passes.tensor.Rules",
                    "dev.forja.passes.tensor.form.BatchNormForm",
                    "dev.forja.passes.tensor.pattern.Patterns",
                    "dev.forja.passes.tensor.pattern.Rewrite");

    private static final String OPERATORS = "dev.forja.ir.op.";

    static List<Class<? extends TensorOp>> operators() {
        return List.copyOf(OpCatalog.all().values());
    }

    @ParameterizedTest
    @MethodSource("operators")
    void anOperatorIsARecordInAFileOfItsOwn(Class<? extends TensorOp> op) {
        assertThat(op.isRecord()).isTrue();
        assertThat(op.getEnclosingClass()).isNull();
        assertThat(op.getPackageName()).startsWith(OPERATORS);
        var file = "ir/src/main/java/" + op.getName().replace('.', '/') + ".java";
        assertThat(Repository.ROOT.resolve(file)).isRegularFile();
    }

    @ParameterizedTest
    @MethodSource("operators")
    void anOperatorDocumentsItselfAndHasSamples(Class<? extends TensorOp> op) {
        var samples = OpCatalog.samples().get(OpCatalog.example(op).mnemonic());
        assertThat(samples).isNotEmpty();
        for (var sample : samples) {
            assertThat(sample.op()).isInstanceOf(op);
            assertThat(sample.op().doc().summary()).isNotBlank();
            assertThat(sample.op().doc().formula()).isNotBlank();
        }
    }

    /** Each file of an operator package is an operator, or helps those of its package. */
    @Test
    void noOperatorIsHidden() {
        var classes = new ClassFileImporter().importPackages("dev.forja.ir");
        var found =
                classes.stream()
                        .filter(type -> type.isAssignableTo(TensorOp.class) && !type.isInterface())
                        .map(JavaClass::getName)
                        .collect(Collectors.toCollection(TreeSet::new));
        var known =
                operators().stream()
                        .map(Class::getName)
                        .collect(Collectors.toCollection(TreeSet::new));
        assertThat(found).isEqualTo(known);
    }

    /**
     * No pass, no backend and no interpreter asks whether an operator is a certain one; what they
     * need to know, the operator declares. Operators with regions have no other meaning than what
     * those make of them.
     */
    @Test
    void nobodyAsksWhichOperatorItIs() {
        var special = new TreeSet<String>();
        for (var module : List.of("ir", "passes", "codegen", "compiler", "frontend/java")) {
            var folder = Repository.ROOT.resolve(module).resolve("target/classes");
            var files = Repository.files(folder, ".class");
            assertThat(files).as(module).isNotEmpty();
            for (var file : files) {
                var name = folder.relativize(file).toString().replace('/', '.');
                if (!mayAsk(name)) {
                    asked(file).stream()
                            .filter(OperatorsTest::isPlainOperator)
                            .forEach(op -> special.add(name + " asks for " + op));
                }
            }
        }
        assertThat(special).isEmpty();
    }

    private static boolean mayAsk(String classFile) {
        return classFile.startsWith(OPERATORS)
                || KNOW_OPERATORS.contains(classFile.replaceAll("(\\$.*)?\\.class$", ""));
    }

    /** Both ways to ask, where they are known to be. */
    @Test
    void theLookSeesTypePatternsAndInstanceof() {
        var classes = Repository.ROOT.resolve("ir/target/classes/dev/forja/ir/interp");
        assertThat(asked(classes.resolve("Interpreter.class")))
                .contains(OPERATORS + "control.If", "dev.forja.ir.op.StructuredOp");
        var rules = Repository.ROOT.resolve("passes/target/classes/dev/forja/passes/tensor");
        assertThat(asked(rules.resolve("Rules.class"))).contains(OPERATORS + "linalg.Contract");
    }

    /** Classes that the {@code instanceof} and the type patterns of a class name. */
    private static Set<String> asked(Path file) {
        var types = new HashSet<String>();
        try {
            ClassFile.of().parse(Files.readAllBytes(file)).methods().stream()
                    .flatMap(method -> method.code().stream())
                    .flatMap(CodeModel::elementStream)
                    .forEach(element -> add(element, types));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return types;
    }

    private static void add(CodeElement element, Set<String> types) {
        switch (element) {
            case TypeCheckInstruction check -> types.add(name(check.type().asSymbol()));
            case InvokeDynamicInstruction call
                    when call.name().stringValue().equals("typeSwitch") ->
                    call.bootstrapArgs().stream()
                            .filter(ClassDesc.class::isInstance)
                            .map(label -> name((ClassDesc) label))
                            .forEach(types::add);
            default -> {}
        }
    }

    private static String name(ClassDesc type) {
        var text = type.descriptorString();
        return text.startsWith("L") ? text.substring(1, text.length() - 1).replace('/', '.') : text;
    }

    private static boolean isPlainOperator(String name) {
        return operators().stream()
                .filter(op -> !OpaqueOp.class.isAssignableFrom(op))
                .anyMatch(op -> op.getName().equals(name));
    }
}
