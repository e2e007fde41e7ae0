package io.consilium.framework.console.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens on a loopback port; one thread a client. */
final class Endpoint implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Endpoint.class);

  private final Host host;
  private final String token;
  private final ServerSocket server;
  private final Set<Socket> clients = ConcurrentHashMap.newKeySet();

  Endpoint(Host host, String token) throws IOException {
    this.host = host;
    this.token = token;
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  int port() {
    return server.getLocalPort();
  }

  void open() {
    start("consilium-console", this::accept);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        clients.add(client);
        start("consilium-console-client", () -> serve(client));
      } catch (IOException e) {
        LOG.debug("No longer listening.", e);
      }
    }
  }

  private void serve(Socket client) {
    try {
      new Session(host, token, client).run();
    } finally {
      clients.remove(client);
    }
  }

  private static void start(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket client : clients) {
      client.close();
    }
  }
}
