package io.predictivescaler.operator.chart;

import com.marcnuri.helm.DryRun;
import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The chart, and what Helm makes of it. No cluster is asked. */
final class HelmChart {
    static final Path ROOT = Path.of(System.getProperty("root.directory"));
    static final Path DIRECTORY = ROOT.resolve("helm/predictive-scaler");

    private static final String NEWEST_KUBERNETES = "1.36.0";
    /** What makes a hook of an object: Helm renders hooks apart, and the library tells only the rest. */
    private static final String HOOK = "helm.sh/hook";

    private static final String NO_HOOK = "chart.test/hook";

    private final Path scratch;
    private final Path withoutHooks;

    /** @param scratch an empty directory */
    HelmChart(Path scratch) {
        this.scratch = scratch;
        this.withoutHooks = copyWithoutHooks(scratch.resolve("predictive-scaler"));
    }

    /** A release, as {@code helm install NAME -n NAMESPACE -f VALUES} asks for it. */
    record Release(String name, String namespace, String kubernetes, String values) {
        static Release with(String values) {
            return new Release("ps", "ops", NEWEST_KUBERNETES, values);
        }

        Release named(String name, String namespace) {
            return new Release(name, namespace, kubernetes, values);
        }

        Release on(String kubernetes) {
            return new Release(name, namespace, kubernetes, values);
        }
    }

    /** What Helm says of the chart, at its strictest. */
    List<String> lint() {
        return new Helm(DIRECTORY).lint().strict().call().getMessages();
    }

    /** The objects that an installation creates, hooks left out. */
    Manifests installed(Release release) {
        return Manifests.in(template(DIRECTORY, release));
    }

    /** The same objects and the hooks, these marked by their annotations. */
    Manifests everything(Release release) {
        return Manifests.in(template(withoutHooks, release).replace(NO_HOOK, HOOK));
    }

    /** What the user reads when the values are refused. */
    String refusal(Release release) {
        try {
            template(DIRECTORY, release);
        } catch (IllegalStateException refused) {
            return String.valueOf(refused.getMessage());
        }
        throw new AssertionError("rendered, though it should be refused:\n" + release.values());
    }

    /** What the user reads after an installation. */
    String notes(Release release) {
        String output = new Helm(DIRECTORY)
                .install()
                .withName(release.name())
                .withNamespace(release.namespace())
                .withKubeVersion(release.kubernetes())
                .withValuesFile(file(release.values()))
                .clientOnly()
                .dryRun()
                .withDryRunOption(DryRun.CLIENT)
                .call()
                .getOutput();
        return output.substring(output.indexOf("NOTES:") + "NOTES:".length());
    }

    /** The YAML of an installation, hooks left out. */
    String text(Release release) {
        return template(DIRECTORY, release);
    }

    private String template(Path chart, Release release) {
        return new Helm(chart)
                .template()
                .withName(release.name())
                .withNamespace(release.namespace())
                .withKubeVersion(release.kubernetes())
                .withValuesFile(file(release.values()))
                .call();
    }

    private Path file(String values) {
        try {
            return Files.writeString(Files.createTempFile(scratch, "values", ".yaml"), values);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path copyWithoutHooks(Path copy) {
        try (Stream<Path> files = Files.walk(DIRECTORY)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = copy.resolve(DIRECTORY.relativize(file));
                Files.createDirectories(target.getParent());
                Files.writeString(target, Files.readString(file).replace(HOOK, NO_HOOK));
            }
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
