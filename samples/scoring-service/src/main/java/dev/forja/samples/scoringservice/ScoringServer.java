package dev.forja.samples.scoringservice;

import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The service on the loopback interface. */
final class ScoringServer implements AutoCloseable {
    static final String HOST = "127.0.0.1";
    private static final int THREADS = 16;

    private final Server server;
    private final ServerConnector connector;

    private ScoringServer(Server server, ServerConnector connector) {
        this.server = server;
        this.connector = connector;
    }

    /**
     * Starts the service.
     *
     * @param port to listen at; 0 for any free one
     */
    static ScoringServer start(Scorer scorer, int port) throws Exception {
        var server = new Server(new QueuedThreadPool(THREADS));
        var configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        var connector = new ServerConnector(server, new HttpConnectionFactory(configuration));
        connector.setHost(HOST);
        connector.setPort(port);
        server.addConnector(connector);
        server.setHandler(new ScoreHandler(scorer));
        server.start();
        return new ScoringServer(server, connector);
    }

    /** The port that it listens at. */
    int port() {
        return connector.getLocalPort();
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }
}
