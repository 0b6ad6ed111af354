package dev.forja.maven;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.inject.Inject;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.apache.maven.project.MavenProjectHelper;

/**
 * Packs the weights of the ONNX models that {@code compile} wrote into a jar of their own and
 * attaches it, so that classes and weights can be released apart. The classes find the weights
 * wherever they are on the class path, and still check their SHA-256. Leave the weights out of the
 * main jar with an {@code exclude} of {@code **&#47;*.safetensors} at the jar plugin.
 */
@Mojo(name = "weights-jar", defaultPhase = LifecyclePhase.PACKAGE, threadSafe = true)
public class WeightsJarMojo extends AbstractMojo {
    private static final String SUFFIX = ".safetensors";

    /** Classifier of the jar. */
    @Parameter(property = "forja.weightsClassifier", defaultValue = "weights")
    private String classifier;

    /** Where {@code compile} put the class files. */
    @Parameter(
            property = "forja.outputDirectory",
            defaultValue = "${project.build.outputDirectory}")
    private File outputDirectory;

    /** Does nothing. */
    @Parameter(property = "forja.skip", defaultValue = "false")
    private boolean skip;

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    private MavenProject project;

    @Inject private MavenProjectHelper projects;

    @Override
    public void execute() throws MojoExecutionException {
        if (skip) {
            getLog().info("The weights are skipped (forja.skip)");
            return;
        }
        Path target = Path.of(project.getBuild().getDirectory());
        Path jar = target.resolve(project.getBuild().getFinalName() + "-" + classifier + ".jar");
        try {
            TreeSet<String> weights = weights(target.resolve("forja"));
            if (weights.isEmpty()) {
                throw new MojoExecutionException(
                        "There are no weights to pack: no execution of the goal compile wrote any");
            }
            pack(weights, jar);
            getLog().info("Packed " + weights + " into " + jar.getFileName());
        } catch (IOException e) {
            throw new MojoExecutionException("Cannot pack the weights: " + e, e);
        }
        projects.attachArtifact(project, "jar", classifier, jar.toFile());
    }

    /** The weights that all executions wrote. */
    private static TreeSet<String> weights(Path states) throws IOException {
        TreeSet<String> weights = new TreeSet<>();
        if (!Files.isDirectory(states)) {
            return weights;
        }
        List<Path> executions;
        try (var folders = Files.list(states)) {
            executions = folders.toList();
        }
        for (Path execution : executions) {
            BuildState.read(execution).classes().keySet().stream()
                    .filter(path -> path.endsWith(SUFFIX))
                    .forEach(weights::add);
        }
        return weights;
    }

    /** Equal weights make equal jars. */
    private void pack(TreeSet<String> weights, Path jar) throws IOException {
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (String path : weights) {
                ZipEntry entry = new ZipEntry(path);
                entry.setLastModifiedTime(FileTime.fromMillis(0));
                zip.putNextEntry(entry);
                Files.copy(outputDirectory.toPath().resolve(path), zip);
                zip.closeEntry();
            }
        }
    }
}
