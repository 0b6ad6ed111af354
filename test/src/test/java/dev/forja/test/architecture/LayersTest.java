package dev.forja.test.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the classes of each module really use, whatever the class path would let them use. */
class LayersTest {
    private static final String JDK = "java..";

    /** Packages of a module, and the packages outside of it that it may use. */
    private static final Map<String, List<String>> MAY_USE =
            Map.ofEntries(
                    Map.entry("dev.forja.ir..", List.of(JDK)),
                    Map.entry("dev.forja.dsl..", List.of(JDK)),
                    Map.entry(
                            "dev.forja.frontend.java..",
                            List.of(JDK, "dev.forja.ir..", "com.github.javaparser..")),
                    Map.entry(
                            "dev.forja.frontend.onnx..",
                            List.of(
                                    JDK,
                                    "javax.lang.model",
                                    "dev.forja.ir..",
                                    "com.google.protobuf..")),
                    Map.entry("dev.forja.passes..", List.of(JDK, "dev.forja.ir..")),
                    Map.entry(
                            "dev.forja.codegen..",
                            List.of(JDK, "dev.forja.ir..", "org.objectweb.asm..")),
                    Map.entry("dev.forja.runtime..", List.of(JDK, "jdk.incubator.vector..")),
                    // The command line measures allocation by the JDK's own counter.
                    Map.entry(
                            "dev.forja.compiler..",
                            List.of(JDK, "com.sun.management..", "picocli..", "dev.forja..")));

    /**
     * Packages that are one, since what they describe is recursive: operators are made of functions
     * of operators; scalar expressions read operands at positions that are scalar expressions.
     */
    private static final Map<String, String> TOGETHER =
            Map.of(
                    "dev.forja.ir.op", "operators",
                    "dev.forja.ir.build", "operators",
                    "dev.forja.ir.graph", "operators",
                    "dev.forja.ir.kernel", "kernels",
                    "dev.forja.ir.scalar", "kernels");

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(location -> !location.contains("test-classes"))
                    .importPackages("dev.forja");

    static Stream<String> modules() {
        return MAY_USE.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void classesUseWhatTheirModuleMay(String module) {
        var allowed = Stream.concat(Stream.of(module), MAY_USE.get(module).stream());
        classes()
                .that()
                .resideInAPackage(module)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(allowed.toArray(String[]::new)))
                .check(CLASSES);
    }

    /**
     * Two packages that use each other are one package. The root of a module is left aside: it is
     * the module's face, which uses what is below and lends it its types.
     */
    @Test
    void packagesHaveAnOrder() {
        slices().assignedFrom(packages()).should().beFreeOfCycles().check(CLASSES);
    }

    private static SliceAssignment packages() {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                var name = type.getPackageName();
                boolean isBelow =
                        name.startsWith("dev.forja.") && !MAY_USE.containsKey(name + "..");
                return isBelow ? SliceIdentifier.of(layer(name)) : SliceIdentifier.ignore();
            }

            @Override
            public String getDescription() {
                return "packages";
            }
        };
    }

    private static String layer(String name) {
        return TOGETHER.keySet().stream()
                .filter(layer -> name.equals(layer) || name.startsWith(layer + "."))
                .map(TOGETHER::get)
                .findFirst()
                .orElse(name);
    }

    /** A module that nobody listed would go unchecked. */
    @Test
    void everyClassBelongsToAModuleOfTheTable() {
        var known = modules().toArray(String[]::new);
        assertThat(CLASSES.stream().filter(not(resideInAnyPackage(known)))).isEmpty();
        assertThat(CLASSES.size()).isGreaterThan(500);
    }
}
