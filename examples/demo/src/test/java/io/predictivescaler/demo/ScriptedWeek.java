package io.predictivescaler.demo;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.predictivescaler.operator.api.PredictiveScaler;
import io.predictivescaler.planning.Bounds;
import io.predictivescaler.simulation.DemandCurve;
import io.predictivescaler.simulation.DemandLog;
import io.predictivescaler.simulation.HpaSettings;
import io.predictivescaler.simulation.MetricsPipeline;
import io.predictivescaler.simulation.Moment;
import io.predictivescaler.simulation.Scores;
import io.predictivescaler.simulation.StartUp;
import io.predictivescaler.simulation.Workload;
import io.predictivescaler.simulation.World;
import io.predictivescaler.simulation.WorldSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * A week of the operator with some workloads at once, and what befalls them: {@link #live} plays it, and asks {@link WeekRules}
 * after every step.
 */
final class ScriptedWeek implements AutoCloseable {
    /** Five times as long as by default, and as long as a step of demand: each resource has a week to live through. */
    static final Duration REFRESH = Duration.ofMinutes(5);

    /** They have nothing to do with each other, so what becomes of one does not depend on it. */
    private static final int AT_ONCE = 3;

    /** Of {@code payments}, in replica-hours a day. */
    static final int BUDGET = 60;

    private static final String NAMESPACE = "shop";
    static final int CAPACITY_PER_REPLICA = 50;
    private static final int TARGET_UTILIZATION_PERCENT = 70;
    private static final Duration START_UP = Duration.ofMinutes(3);
    private static final Duration GITOPS_EVERY = Duration.ofMinutes(3);
    /** The operator asks an autoscaler's status only whether a raised maximum is still in use. */
    private static final Duration TOLD_EVERY = Duration.ofMinutes(30);

    /** An API server keeps events for an hour. */
    private static final Duration EVENTS_KEPT = Duration.ofHours(1);

    private static final Duration TIDY_EVERY = Duration.ofHours(1);

    private final long seed;
    private final SteppedClock clock;
    private final WriteLog log;
    private final WeekRules rules;
    private final EmbeddedApiServer apiServer;
    private final KubernetesClient client;
    private final PrometheusEndpoint prometheus;
    private final OperatorUnderTest operator;
    private final Map<String, Life> lives = new LinkedHashMap<>();
    private final List<Act> script;
    private int played;

    /** Something that happens to the cluster. */
    private record Act(Instant at, Runnable what) {}

    /** A workload that lives, and its twin that the operator does not know. */
    private static final class Life {
        private final WeekApp app;
        private final DemandCurve curve;
        private final DemandLog measured;
        private final SimulatedCluster cluster;
        private final SimulatedCluster twin;
        private final Map<LocalDate, Scores> scores = new TreeMap<>();
        private final Map<LocalDate, Scores> alone = new TreeMap<>();

        Life(WeekApp app, DemandCurve curve, AutoscalerObject object) {
            this.app = app;
            this.curve = curve;
            this.measured = DemandLog.pastOf(curve, WeekTime.START);
            this.cluster = new SimulatedCluster(world(app, curve), object);
            this.twin = new SimulatedCluster(world(app, curve), new Unmoved(app.bounds()));
        }

        private static World world(WeekApp app, DemandCurve curve) {
            int needed = (int) Math.ceil(curve.at(WeekTime.START) / CAPACITY_PER_REPLICA);
            return World.at(
                    WeekTime.START,
                    Math.clamp(needed, app.bounds().minReplicas(), app.bounds().maxReplicas()),
                    WorldSettings.of(
                            HpaSettings.targeting(TARGET_UTILIZATION_PERCENT),
                            Workload.carrying(
                                    CAPACITY_PER_REPLICA, TARGET_UTILIZATION_PERCENT, StartUp.fixed(START_UP)),
                            MetricsPipeline.lagging(Duration.ofSeconds(30))));
        }

        void step(Instant now) {
            LocalDate day = now.atZone(WeekTime.ZONE).toLocalDate();
            double demand = curve.at(now);
            cluster.readBounds();
            Moment moment = cluster.step(demand);
            Moment without = twin.step(demand);
            scores.merge(day, Scores.none().plus(moment), (sum, one) -> sum.plus(moment));
            alone.merge(day, Scores.none().plus(without), (sum, one) -> sum.plus(without));
            measured.append();
        }
    }

    private record Unmoved(Bounds bounds) implements AutoscalerObject {
        @Override
        public void report(int currentReplicas, int desiredReplicas) {
            // nobody looks at the status of the twin
        }
    }

    /** The bounds as the log knows them, without asking the API server at every step; its status is told every few minutes. */
    private final class Logged implements AutoscalerObject {
        private final String name;
        private final AutoscalerObject object;
        private Instant reported = Instant.EPOCH;

        Logged(String name) {
            this.name = name;
            this.object = new ApiServerAutoscaler(client, NAMESPACE, name);
        }

        @Override
        public Bounds bounds() {
            return log.standing(name).bounds();
        }

        @Override
        public void report(int currentReplicas, int desiredReplicas) {
            if (!clock.now().isBefore(reported.plus(TOLD_EVERY))) {
                reported = clock.now();
                object.report(currentReplicas, desiredReplicas);
            }
        }
    }

    /** @param apps those who live it; what the script has for others does not happen */
    ScriptedWeek(long seed, List<WeekApp> apps) throws IOException {
        this.seed = seed;
        this.clock = new SteppedClock(WeekTime.START);
        this.log = new WriteLog(clock::now);
        this.rules = new WeekRules(log, REFRESH);
        this.apiServer = EmbeddedApiServer.start(clock::now, log);
        this.client = apiServer.client();
        for (WeekApp app : apps) {
            create(app);
            rules.userSets(app.name(), app.bounds());
            lives.put(app.name(), new Life(app, app.curve(seed), new Logged(app.name())));
        }
        rules.onlyObserves("preview");
        rules.hasBudget("payments", BUDGET);
        createScalers();
        Map<String, DemandLog> logs = new TreeMap<>();
        lives.values().forEach(life -> logs.put(life.app.measured(), life.measured));
        this.prometheus = PrometheusEndpoint.serving(logs);
        this.operator = EmbeddedOperator.start(client, prometheus.url(), clock, REFRESH, AT_ONCE);
        this.script = script();
    }

    private void create(WeekApp app) {
        client.resource(new HorizontalPodAutoscalerBuilder()
                        .withNewMetadata()
                        .withNamespace(NAMESPACE)
                        .withName(app.name())
                        .endMetadata()
                        .withNewSpec()
                        .withNewScaleTargetRef("apps/v1", "Deployment", app.name())
                        .withMinReplicas(app.bounds().minReplicas())
                        .withMaxReplicas(app.bounds().maxReplicas())
                        .endSpec()
                        .build())
                .create();
    }

    private void createScalers() {
        try (InputStream yaml = Objects.requireNonNull(ScriptedWeek.class.getResourceAsStream("week.yaml"))) {
            client.load(yaml).items().stream()
                    .filter(scaler -> lives.containsKey(scaler.getMetadata().getName()))
                    .forEach(scaler -> client.resource(scaler).create());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Act> script() {
        List<Act> acts = new ArrayList<>();
        acts.add(new Act(WeekTime.at("Tue 07:30"), this::goOut));
        acts.add(new Act(WeekTime.at("Tue 08:30"), this::comeBack));
        acts.add(new Act(WeekTime.at("Tue 12:00"), () -> edit("checkout", "kubectl-edit", 6)));
        for (Instant time = WeekTime.at("Tue 14:00");
                time.isBefore(WeekTime.at("Wed 14:00"));
                time = time.plus(GITOPS_EVERY)) {
            acts.add(new Act(time, () -> sync("catalog", "argocd-controller")));
        }
        acts.add(new Act(WeekTime.at("Sat 10:00"), this::goOut));
        acts.add(new Act(WeekTime.at("Sat 15:00"), this::comeBack));
        for (Instant time = WeekTime.START; time.isBefore(WeekTime.END); time = time.plus(TIDY_EVERY)) {
            acts.add(new Act(time, this::tidyEvents));
        }
        acts.sort((one, other) -> one.at().compareTo(other.at()));
        return acts;
    }

    private void goOut() {
        prometheus.goOut();
        rules.prometheusOutSince(clock.now());
    }

    private void comeBack() {
        prometheus.comeBack();
        rules.prometheusBack();
    }

    /** Somebody sets minReplicas to what the user wants from now on. */
    private void edit(String name, String manager, int minReplicas) {
        if (!lives.containsKey(name)) {
            return;
        }
        rules.userSets(name, new Bounds(minReplicas, rules.baseline(name).maxReplicas()));
        writeFloor(name, manager, minReplicas);
    }

    /** A tool puts back what stands in its repository, if it has to. */
    private void sync(String name, String manager) {
        if (!lives.containsKey(name)) {
            return;
        }
        int committed = rules.baseline(name).minReplicas();
        if (log.standing(name).bounds().minReplicas() != committed) {
            writeFloor(name, manager, committed);
        }
    }

    /** Returns when the operator has taken notice: its watch is no part of what the clock waits for. */
    private void writeFloor(String name, String manager, int minReplicas) {
        long told = log.findings(name);
        client.autoscaling()
                .v2()
                .horizontalPodAutoscalers()
                .inNamespace(NAMESPACE)
                .withName(name)
                .patch(
                        new PatchContext.Builder()
                                .withPatchType(PatchType.JSON_MERGE)
                                .withFieldManager(manager)
                                .build(),
                        "{\"spec\":{\"minReplicas\":" + minReplicas + "}}");
        await(manager + " edits " + name + " at " + WeekTime.text(clock.now()) + ", seed " + seed)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> log.findings(name) > told);
    }

    private void tidyEvents() {
        Instant old = clock.now().minus(EVENTS_KEPT);
        client.v1().events().inNamespace(NAMESPACE).list().getItems().stream()
                .filter(event -> OffsetDateTime.parse(event.getLastTimestamp())
                        .toInstant()
                        .isBefore(old))
                .forEach(event -> client.resource(event).delete());
    }

    /** Lives the week to its end. */
    void live() throws InterruptedException {
        clock.advanceTo(WeekTime.START, operator::awaitIdle);
        for (Instant now = WeekTime.START; now.isBefore(WeekTime.END); now = clock.now()) {
            for (; played < script.size() && !script.get(played).at().isAfter(now); played++) {
                script.get(played).what().run();
                operator.awaitIdle();
            }
            for (Life life : lives.values()) {
                life.step(now);
            }
            clock.advanceTo(now.plus(DemandLog.STEP), operator::awaitIdle);
            rules.check(clock.now(), DemandLog.STEP);
        }
    }

    /** All resources are deleted; returns when they are gone. */
    void end() {
        client.resources(PredictiveScaler.class).inNamespace(NAMESPACE).delete();
        await("deleted resources go, seed " + seed)
                .until(() -> client.resources(PredictiveScaler.class)
                        .inNamespace(NAMESPACE)
                        .list()
                        .getItems()
                        .isEmpty());
    }

    long seed() {
        return seed;
    }

    Set<String> names() {
        return lives.keySet();
    }

    WriteLog log() {
        return log;
    }

    WeekRules rules() {
        return rules;
    }

    /** The scores of a workload by day, with the operator. */
    Map<LocalDate, Scores> scores(String name) {
        return Objects.requireNonNull(lives.get(name)).scores;
    }

    /** Those of its twin without. */
    Map<LocalDate, Scores> alone(String name) {
        return Objects.requireNonNull(lives.get(name)).alone;
    }

    /** The largest demand of a workload in a stretch of time, by the minute. */
    double highestDemand(String name, Instant from, Instant to) {
        DemandCurve curve = Objects.requireNonNull(lives.get(name)).curve;
        double highest = 0;
        for (Instant time = from; time.isBefore(to); time = time.plus(Duration.ofMinutes(1))) {
            highest = Math.max(highest, curve.at(time));
        }
        return highest;
    }

    @Override
    public void close() {
        operator.close();
        clock.close();
        prometheus.close();
        client.close();
        apiServer.close();
    }
}
