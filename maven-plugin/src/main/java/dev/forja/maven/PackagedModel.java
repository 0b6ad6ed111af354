package dev.forja.maven;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.apache.maven.plugin.MojoFailureException;

/** An ONNX model inside of an artifact: where it is, and the class that it becomes. */
public class PackagedModel {
    private static final String SUFFIX = ".onnx";
    private static final Pattern NAME = Pattern.compile("[A-Za-z_$][\\w$]*(\\.[A-Za-z_$][\\w$]*)*");

    /** {@code groupId:artifactId:version}, or {@code groupId:artifactId:extension:version}. */
    private String artifact = "";

    /** Path of the model inside of the artifact, with slashes. */
    private String path = "";

    /** The class that it becomes, with its package. */
    private String className = "";

    /** Made by Maven, which then fills the fields from the configuration. */
    public PackagedModel() {}

    PackagedModel(String artifact, String path, String className) {
        this.artifact = artifact;
        this.path = path;
        this.className = className;
    }

    String artifact() {
        return artifact;
    }

    /** All that decides what is compiled, but for the artifact's contents. */
    String text() {
        return artifact + "!" + path + " as " + className;
    }

    /**
     * Refuses what is no address of a model.
     *
     * @throws MojoFailureException with what was expected and found
     */
    void check() throws MojoFailureException {
        int parts = artifact.split(":", -1).length;
        if (parts < 3 || parts > 5 || List.of(artifact.split(":", -1)).contains("")) {
            throw wrong("artifact", "groupId:artifactId:version", artifact);
        }
        boolean isInside =
                !path.startsWith("/")
                        && !path.contains("\\")
                        && !List.of(path.split("/", -1)).contains("..");
        if (!path.endsWith(SUFFIX) || !isInside) {
            throw wrong("path", "the path of an .onnx file inside of the artifact", path);
        }
        if (!NAME.matcher(className).matches()) {
            throw wrong("className", "a class name with its package", className);
        }
    }

    private static MojoFailureException wrong(String field, String expected, String found) {
        return new MojoFailureException(
                "packagedModel, " + field + ": expected " + expected + ", found '" + found + "'");
    }

    /**
     * Copies the model out of its artifact.
     *
     * @param root folder of models, of which the folders are packages
     * @return the model's file
     * @throws MojoFailureException when it is not there
     */
    Path unpack(Path jar, Path root) throws IOException, MojoFailureException {
        Path file = root.resolve(className.replace('.', '/') + SUFFIX);
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            ZipEntry entry = zip.getEntry(path);
            if (entry == null || entry.isDirectory()) {
                throw new MojoFailureException(
                        "There is no '" + path + "' in " + artifact + "; " + models(zip));
            }
            Files.createDirectories(file.getParent());
            try (InputStream in = zip.getInputStream(entry)) {
                Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (ZipException e) {
            throw new MojoFailureException(
                    artifact + " is no archive (" + e.getMessage() + "): " + jar, e);
        }
        return file;
    }

    private static String models(ZipFile zip) {
        List<String> names =
                zip.stream()
                        .map(ZipEntry::getName)
                        .filter(name -> name.endsWith(SUFFIX))
                        .sorted()
                        .toList();
        return names.isEmpty() ? "it holds no " + SUFFIX + " file" : "it holds " + names;
    }
}
