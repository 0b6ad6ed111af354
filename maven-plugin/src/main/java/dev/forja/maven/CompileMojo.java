package dev.forja.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.inject.Inject;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;

/**
 * Compiles the model sources and ONNX models of a module to class files, before its Java sources
 * are compiled, so that these and the tests use the generated classes like any other. Does nothing
 * when sources, configuration and compiler are those of the last build.
 */
@Mojo(name = "compile", defaultPhase = LifecyclePhase.PROCESS_SOURCES, threadSafe = true)
public class CompileMojo extends AbstractMojo {
    /** Root of the model sources; the folder below it is the package. */
    @Parameter(
            property = "forja.sourceDirectory",
            defaultValue = "${project.basedir}/src/main/forja")
    private File sourceDirectory;

    /** Where the class files go. Give the test output directory to have models in tests alone. */
    @Parameter(
            property = "forja.outputDirectory",
            defaultValue = "${project.build.outputDirectory}")
    private File outputDirectory;

    /**
     * Lane counts to generate code for, out of 1, 4, 8 and 16, by commas; the compiler's own choice
     * when empty.
     */
    @Parameter(property = "forja.lanes")
    private String lanes;

    /** Symbolic dimensions to bind at build time, each {@code name=value}. */
    @Parameter(property = "forja.dims")
    private List<String> dims = List.of();

    /**
     * Shapes of inputs of ONNX models in place of those that the model declares: by the input's
     * name, sizes and symbols by commas, such as {@code batch,seq}.
     */
    @Parameter private Map<String, String> shapes = Map.of();

    /**
     * Inputs of ONNX models that become constants: by the input's name, a {@code .pb} or {@code
     * .npy} file.
     */
    @Parameter private Map<String, File> bindings = Map.of();

    /**
     * Initial values of the parameters of model sources, by the model's simple name: a {@code
     * .safetensors} or {@code .npz} file.
     */
    @Parameter private Map<String, File> weights = Map.of();

    /**
     * What parameters are called in those files, by their own name: a name, {@code transpose(name)}
     * or {@code permute(name, 1, 0)}; a {@code *} on both sides stands for the same text. Each
     * {@code ours=theirs}.
     */
    @Parameter(property = "forja.weightsMap")
    private List<String> weightsMap = List.of();

    /** Whether parameters that a file lacks keep their initial values. */
    @Parameter(property = "forja.weightsPartial", defaultValue = "false")
    private boolean weightsPartial;

    /**
     * ONNX models inside of artifacts, which are unpacked and compiled like those below the source
     * directory: each a {@code packagedModel} with {@code artifact} ({@code
     * groupId:artifactId:version}), {@code path} inside of it, and {@code className} with the
     * package. The artifact alone is taken, without what it depends on.
     */
    @Parameter private List<PackagedModel> packagedModels = List.of();

    /**
     * A JDK 25 or newer for the compiler; found by itself when not given (toolchain, JAVA_HOME,
     * usual places).
     */
    @Parameter(property = "forja.jdkHome")
    private File jdkHome;

    /** Arguments for the Java that runs the compiler, such as {@code -Xmx2g}. */
    @Parameter(property = "forja.jvmArguments")
    private List<String> jvmArguments = List.of();

    /** Compiles even when nothing changed. */
    @Parameter(property = "forja.force", defaultValue = "false")
    private boolean force;

    /** Leaves the models alone. */
    @Parameter(property = "forja.skip", defaultValue = "false")
    private boolean skip;

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    private MavenProject project;

    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    private MavenSession session;

    @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
    private MojoExecution execution;

    @Parameter(defaultValue = "${plugin.artifacts}", readonly = true, required = true)
    private List<Artifact> pluginArtifacts;

    @Inject private ToolchainManager toolchains;

    @Inject private RepositorySystem repositories;

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        if (skip) {
            getLog().info("Models are skipped (forja.skip)");
            return;
        }
        try {
            build();
        } catch (IOException e) {
            throw new MojoExecutionException(
                    "Cannot read or write the files of the model build: " + e, e);
        }
    }

    private void build() throws IOException, MojoExecutionException, MojoFailureException {
        Path sourceRoot = sourceDirectory.toPath().toAbsolutePath().normalize();
        Path states = Path.of(project.getBuild().getDirectory(), "forja");
        Path work = states.resolve(execution.getExecutionId());
        Outputs outputs = new Outputs(outputDirectory.toPath(), work, javaRoots());
        List<Path> sources = ModelSources.in(sourceRoot);
        List<Path> jars = jars();
        int models = sources.size() + jars.size();
        List<Path> classPath = pluginArtifacts.stream().map(a -> a.getFile().toPath()).toList();
        String digest = digest(sourceRoot, jars, classPath);

        if (!force && outputs.upToDate(digest)) {
            getLog().info(
                            models == 0
                                    ? "No model sources in " + sourceRoot
                                    : "Nothing to compile: " + count(models) + " up to date");
            return;
        }
        Path staging = outputs.staging();
        if (models == 0) {
            getLog().info("No model sources in " + sourceRoot);
        } else {
            if (!sources.isEmpty()) {
                getLog().info("Compiling " + count(sources.size()) + " from " + sourceRoot);
                compile(sourceRoot, sources, classPath, staging, work);
            }
            if (!jars.isEmpty()) {
                getLog().info("Compiling " + count(jars.size()) + " from artifacts");
                Path root = work.resolve("models");
                compile(root, unpacked(jars, root), classPath, staging, work);
            }
            if (outputs.isStagingEmpty()) {
                throw new MojoExecutionException(
                        "The model compiler's classes are gone from "
                                + staging
                                + ": another build of this module seems to be running");
            }
        }
        outputs.publish(digest, states);
        int removed = outputs.removed();
        if (removed > 0) {
            getLog().info(
                            "Removed "
                                    + (removed == 1 ? "1 class file" : removed + " class files")
                                    + " that no model source makes any more");
        }
    }

    /** The files of the packaged models' artifacts. */
    private List<Path> jars() throws MojoFailureException {
        Artifacts artifacts = new Artifacts(repositories, session, project);
        List<Path> jars = new ArrayList<>();
        for (PackagedModel model : packagedModels) {
            model.check();
            jars.add(artifacts.find(model.artifact()));
        }
        return jars;
    }

    private List<Path> unpacked(List<Path> jars, Path root)
            throws IOException, MojoFailureException {
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < jars.size(); i++) {
            files.add(packagedModels.get(i).unpack(jars.get(i), root));
        }
        return files;
    }

    private String digest(Path sourceRoot, List<Path> jars, List<Path> classPath)
            throws IOException {
        Fingerprint fingerprint = new Fingerprint();
        fingerprint.text("lanes", lanes == null ? "" : lanes);
        fingerprint.text("dims", String.join(",", dims));
        fingerprint.text("shapes", new TreeMap<>(shapes).toString());
        for (Map.Entry<String, File> binding : new TreeMap<>(bindings).entrySet()) {
            fingerprint.file("binding " + binding.getKey(), binding.getValue().toPath());
        }
        for (Map.Entry<String, File> file : new TreeMap<>(weights).entrySet()) {
            fingerprint.file("weights " + file.getKey(), file.getValue().toPath());
        }
        fingerprint.text("weights map", String.join("\n", weightsMap));
        fingerprint.text("weights partial", "" + weightsPartial);
        for (int i = 0; i < jars.size(); i++) {
            fingerprint.file(packagedModels.get(i).text(), jars.get(i));
        }
        fingerprint.text("output", outputDirectory.getPath());
        for (Path entry : classPath) {
            fingerprint.tree("compiler", entry);
        }
        for (Path source : ModelSources.inputs(sourceRoot)) {
            fingerprint.file(sourceRoot.relativize(source).toString(), source);
        }
        return fingerprint.hex();
    }

    private void compile(
            Path sourceRoot, List<Path> sources, List<Path> classPath, Path target, Path work)
            throws IOException, MojoExecutionException, MojoFailureException {
        List<String> arguments =
                new ArrayList<>(List.of("compile", "--source-root", sourceRoot.toString()));
        arguments.addAll(List.of("-d", target.toString()));
        if (lanes != null && !lanes.isBlank()) {
            arguments.addAll(List.of("--lanes", lanes.replace(" ", "")));
        }
        for (String dim : dims) {
            arguments.addAll(List.of("--dim", dim.strip()));
        }
        new TreeMap<>(shapes)
                .forEach((input, shape) ->
                        arguments.addAll(List.of("--shape", input + "=" + shape.strip())));
        new TreeMap<>(bindings)
                .forEach((input, file) -> arguments.addAll(List.of("--bind", input + "=" + file)));
        new TreeMap<>(weights)
                .forEach((model, file) ->
                        arguments.addAll(List.of("--weights", model + "=" + file)));
        for (String rule : weightsMap) {
            arguments.addAll(List.of("--weights-map", rule.strip()));
        }
        if (weightsPartial) {
            arguments.add("--weights-partial");
        }
        sources.forEach(source -> arguments.add(source.toString()));

        Path jdk =
                new JdkFinder(toolchains, session).find(jdkHome == null ? null : jdkHome.toPath());
        getLog().debug("The compiler runs on " + jdk);
        new CompilerProcess(jdk, classPath, jvmArguments, work, getLog()).run(arguments);
    }

    private List<Path> javaRoots() {
        List<Path> roots = new ArrayList<>();
        project.getCompileSourceRoots().forEach(root -> roots.add(Path.of(root)));
        project.getTestCompileSourceRoots().forEach(root -> roots.add(Path.of(root)));
        return roots;
    }

    private static String count(int models) {
        return models == 1 ? "1 model source" : models + " model sources";
    }
}
