package io.predictivescaler.operator.testkit;

import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/**
 * A client of the same API server that can be cut off from it: then every request finds nobody, as those of a killed process never
 * arrive. It does not try again, so that a test need not wait.
 */
public final class FailingClient implements AutoCloseable {
    private static final URI NOBODY = URI.create("http://127.0.0.1:1/");

    /** A request that changes something: its method and path. */
    public record Write(String method, String path) {
        public boolean isTo(String plural) {
            return path.contains("/" + plural);
        }

        public boolean isStatus() {
            return path.endsWith("/status");
        }
    }

    private final List<Write> writes = new CopyOnWriteArrayList<>();
    private final KubernetesClient client;
    private volatile Predicate<List<Write>> cutWhen = before -> false;
    private volatile boolean cut;
    private volatile String unlisted = "";

    private FailingClient(KubernetesClient other) {
        this.client = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(other.getConfiguration())
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .withHttpClientBuilderConsumer(builder -> builder.addOrReplaceInterceptor("failing", new Interceptor() {
                    @Override
                    public void before(BasicBuilder request, HttpRequest asked, RequestTags tags) {
                        admit(request, asked);
                    }
                }))
                .build();
    }

    public static FailingClient of(KubernetesClient other) {
        return new FailingClient(other);
    }

    /** Is cut off for good in front of the first write for which this holds; the list ends with that write. */
    public FailingClient dyingBefore(Predicate<List<Write>> death) {
        cutWhen = death;
        return this;
    }

    /** Can neither list nor watch these, only read one that it knows by name. */
    public FailingClient blindTo(String plural) {
        unlisted = "/" + plural;
        return this;
    }

    /** Is cut off, or not any more. */
    public void cutOff(boolean off) {
        cut = off;
    }

    public boolean isCutOff() {
        return cut;
    }

    public KubernetesClient client() {
        return client;
    }

    /** The writes that were asked for, oldest first. */
    public List<Write> writes() {
        return List.copyOf(writes);
    }

    public int writesTo(String plural) {
        return (int) writes.stream().filter(write -> write.isTo(plural)).count();
    }

    private synchronized void admit(BasicBuilder request, HttpRequest asked) {
        if (!cut && !asked.method().equals("GET")) {
            Write write = new Write(asked.method(), asked.uri().getPath());
            writes.add(write);
            cut = cutWhen.test(List.copyOf(writes));
        }
        boolean listed = !unlisted.isEmpty() && asked.uri().getPath().endsWith(unlisted);
        if (cut || listed) {
            request.uri(NOBODY);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
