package dev.forja.maven;

import java.nio.file.Path;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;

/** Finds artifacts as Maven does, each without what it depends on. */
final class Artifacts {
    private final RepositorySystem repositories;
    private final MavenSession session;
    private final MavenProject project;

    Artifacts(RepositorySystem repositories, MavenSession session, MavenProject project) {
        this.repositories = repositories;
        this.session = session;
        this.project = project;
    }

    /** The file of {@code groupId:artifactId[:extension[:classifier]]:version}. */
    Path find(String coordinates) throws MojoFailureException {
        ArtifactRequest request =
                new ArtifactRequest(
                        new DefaultArtifact(coordinates),
                        project.getRemoteProjectRepositories(),
                        null);
        try {
            return repositories
                    .resolveArtifact(session.getRepositorySession(), request)
                    .getArtifact()
                    .getFile()
                    .toPath();
        } catch (ArtifactResolutionException e) {
            throw new MojoFailureException(
                    "The artifact of a model can't be found: " + e.getMessage(), e);
        }
    }
}
