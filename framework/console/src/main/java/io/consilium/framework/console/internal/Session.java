package io.consilium.framework.console.internal;

import static io.consilium.framework.console.internal.Channel.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.consilium.api.ledger.LedgerFailure;
import io.consilium.framework.configuration.Configurations;
import io.consilium.framework.pipeline.PipelineError;
import io.consilium.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.concurrent.atomic.AtomicBoolean;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client's connection: one request, then events until its end. */
final class Session implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Session.class);

  private final Host host;
  private final String token;
  private final Socket socket;

  Session(Host host, String token, Socket socket) {
    this.host = host;
    this.token = token;
    this.socket = socket;
  }

  @Override
  public void run() {
    try (socket) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      String line = in.readLine();
      if (line != null) {
        Channel channel = new Channel(socket.getOutputStream());
        answer(line, in, channel);
        channel.finish();
      }
    } catch (IOException e) {
      LOG.debug("The client went away.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void answer(String line, BufferedReader in, Channel channel) throws InterruptedException {
    try {
      JsonNode request = Json.tree(line.getBytes(StandardCharsets.UTF_8));
      if (!authentic(request.path("token").asText())) {
        channel.fail(Exit.USAGE, "The token does not fit. Maybe the host was started anew.");
        return;
      }
      dispatch(request, in, channel);
    } catch (PipelineError | IllegalArgumentException e) {
      channel.fail(Exit.USAGE, e.getMessage());
    } catch (LedgerFailure e) {
      channel.fail(Exit.OUR_FAULT, e.getMessage());
    } catch (RuntimeException | LinkageError e) {
      LOG.error("A request failed.", e);
      channel.fail(Exit.OUR_FAULT, "The host failed: " + e + ". Maybe see the log file.");
    }
  }

  private boolean authentic(String given) {
    return MessageDigest.isEqual(
        given.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
  }

  private void dispatch(JsonNode request, BufferedReader in, Channel channel)
      throws InterruptedException {
    Inquiries inquiries = new Inquiries(host);
    switch (request.path("op").asText()) {
      case "run" -> run(request, in, channel);
      case "status" -> reply(channel, inquiries.status());
      case "plugins" -> reply(channel, inquiries.plugins());
      case "plugin", "plugin-promote", "plugin-rollback", "plugin-release" ->
          reply(channel, new PluginRequests(host).answer(request));
      case "pipelines" -> reply(channel, inquiries.pipelines());
      case "check" -> reply(channel, inquiries.check(request));
      case "bundles" -> reply(channel, inquiries.bundles());
      case "replay" -> reply(channel, ReplayRequest.answer(host, request));
      case "approvals" -> reply(channel, new ApprovalRequests(host).list(request));
      case "approve" -> reply(channel, decided(request, in));
      case "forget", "reading", "rotate-key" -> reply(channel, custody(request));
      case "config" -> reply(channel, config(request));
      case "shutdown" -> shutdown(channel);
      default -> channel.fail(Exit.USAGE, "Not a request (" + request.path("op").asText() + ").");
    }
  }

  private JsonNode custody(JsonNode request) {
    return new CustodyRequests(
            host.custody().orElseThrow(() -> new LedgerFailure("The ledger is not there.")))
        .answer(request);
  }

  private JsonNode config(JsonNode request) {
    return host.ask(
        Configurations.class,
        "Configurations are away. Maybe start io.consilium.framework.configuration.",
        configurations -> new ConfigRequests(configurations).answer(request));
  }

  private static void reply(Channel channel, JsonNode value) {
    ObjectNode reply = event("reply");
    reply.set("value", value);
    channel.send(reply);
  }

  /** Runs; a further line, or the end of the connection, cancels. */
  private void run(JsonNode request, BufferedReader in, Channel channel)
      throws InterruptedException {
    RunRequest run = new RunRequest(host, channel);
    atNextLine(in, run::cancel);
    run.run(request);
  }

  /** Decides and follows; a further line, or the end of the connection, ends the following. */
  private JsonNode decided(JsonNode request, BufferedReader in) throws InterruptedException {
    AtomicBoolean gone = new AtomicBoolean();
    atNextLine(in, () -> gone.set(true));
    return new ApprovalRequests(host).decide(request, gone::get);
  }

  /**
   * What a client does by a line or by leaving; a host that stops and hangs up is no wish of his.
   */
  private void atNextLine(BufferedReader in, Runnable then) {
    Thread listener =
        new Thread(
            () -> {
              try {
                in.readLine();
              } catch (IOException e) {
                LOG.debug("The client went away.", e);
              }
              if (!socket.isClosed()) {
                then.run();
              }
            },
            "consilium-console-listener");
    listener.setDaemon(true);
    listener.start();
  }

  private void shutdown(Channel channel) {
    try {
      host.context().getBundle(Constants.SYSTEM_BUNDLE_LOCATION).stop();
      channel.send(event("done"));
    } catch (BundleException e) {
      throw new IllegalStateException("The framework does not stop.", e);
    }
  }
}
