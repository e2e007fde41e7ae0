package io.consilium.distribution.tests;

import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Code;
import io.consilium.api.ledger.Entry;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.MediaType;
import io.consilium.api.task.Principal;
import io.consilium.api.task.Task;
import io.consilium.framework.deployer.Deployer;
import io.consilium.framework.engine.Engine;
import io.consilium.framework.engine.Run;
import io.consilium.framework.engine.Submission;
import io.consilium.framework.engine.TaskOutcome;
import io.consilium.framework.pipeline.Pipeline;
import io.consilium.framework.pipeline.PipelineFile;
import io.consilium.json.JsonArtifacts;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.BundleWiring;

/** The plugins of a house in a container, and tasks given to it. */
final class Guests {
  private final BundleContext context;
  private final Engine engine;
  private final Deployer deployer;
  private final Path work;

  /** Waits until the deployer's first look is over. */
  Guests(BundleContext context, Engine engine, Deployer deployer) throws Exception {
    this.context = context;
    this.engine = engine;
    this.deployer = deployer;
    this.work = Path.of(context.getProperty("consilium.work"));
    deployer.settled().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }

  Path work() {
    return work;
  }

  /** Where the deployer looks first. */
  Path plugins() {
    return work.resolve("plugins");
  }

  /** Puts a plugin there and waits until it takes work. */
  void install(String name, String version, String id, byte[] jar) throws Exception {
    PluginJar.drop(plugins(), name, jar);
    Await.until(() -> ready(id, version));
  }

  void remove(String name) throws Exception {
    Files.deleteIfExists(plugins().resolve(name + ".jar"));
  }

  /** True once a version is warm and has work. */
  boolean ready(String id, String version) {
    return engine.installed().stream()
        .anyMatch(
            one ->
                one.id().equals(id)
                    && one.version().equals(version)
                    && one.ready()
                    && inUse(one.digest()));
  }

  private boolean inUse(String digest) {
    return deployer.plugins().stream()
        .anyMatch(one -> one.digest().equals(digest) && one.role() != Deployer.Role.NONE);
  }

  /** Why a jar that was dropped is not in, or what is wrong with it; empty if nothing is. */
  String refused(String name) {
    return deployer.plugins().stream()
        .filter(plugin -> plugin.file().getFileName().toString().equals(name + ".jar"))
        .map(Deployer.Plugin::message)
        .findFirst()
        .orElse("");
  }

  List<Bundle> bundles(String name) {
    return Arrays.stream(context.getBundles())
        .filter(bundle -> name.equals(bundle.getSymbolicName()))
        .toList();
  }

  /** The class loader of a plugin of which there is one version. */
  WeakReference<ClassLoader> loader(String name) {
    return new WeakReference<>(bundles(name).get(0).adapt(BundleWiring.class).getClassLoader());
  }

  static void awaitCollected(WeakReference<ClassLoader> loader) throws Exception {
    Await.until(
        () -> {
          System.gc();
          return loader.get() == null;
        });
  }

  /** Gives a task of one text to a pipeline of one input. */
  Run submit(String yaml, String text) {
    Pipeline pipeline = PipelineFile.read("test.yaml", yaml.getBytes(StandardCharsets.UTF_8));
    Artifact artifact =
        new JsonArtifacts().of(MediaType.TEXT, text.getBytes(StandardCharsets.UTF_8));
    String role = pipeline.inputs().get(0).name();
    return engine.submit(
        new Submission(
            pipeline,
            List.of(new Task.Input(role, "text", artifact)),
            Principal.LOCAL,
            OptionalLong.of(1),
            progress -> {}));
  }

  static TaskOutcome finish(Run run) throws Exception {
    return run.outcome().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }

  TaskOutcome run(String yaml, String text) throws Exception {
    return finish(submit(yaml, text));
  }

  /** Which code gave each outcome, in order. */
  static List<String> digestsOfReturns(TaskOutcome outcome) {
    return outcome.entries().stream()
        .map(Entry::record)
        .filter(record -> record.body() instanceof Body.ExpertReturned)
        .flatMap(record -> record.code().stream())
        .map(Code::digest)
        .toList();
  }

  /** The answer's output of this name, as it is written. */
  static String text(TaskOutcome outcome, String output) throws Exception {
    Artifact artifact = outcome.answer().outputs().get(output).get(0);
    return new String(new JsonArtifacts().bytes(artifact, 100_000), StandardCharsets.UTF_8);
  }

  static String text(TaskOutcome outcome) throws Exception {
    return text(outcome, "text");
  }
}
