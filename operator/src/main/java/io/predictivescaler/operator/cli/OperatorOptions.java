package io.predictivescaler.operator.cli;

import io.predictivescaler.operator.config.Benefits;
import io.predictivescaler.operator.config.InvalidSetting;
import io.predictivescaler.operator.config.KillSwitchSettings;
import io.predictivescaler.operator.config.LeaderElectionSettings;
import io.predictivescaler.operator.config.LeaderElectionSettings.LeaseNamespace;
import io.predictivescaler.operator.config.LogFormat;
import io.predictivescaler.operator.config.MaxMode;
import io.predictivescaler.operator.config.OperatorSettings;
import io.predictivescaler.operator.config.ReconcileSettings;
import io.predictivescaler.operator.config.ServerSettings;
import io.predictivescaler.operator.config.Shard;
import io.predictivescaler.operator.config.WatchSettings;
import java.time.Duration;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of {@code operator}, apart from those about Prometheus. */
final class OperatorOptions {
    private static final String LEASE = "predictive-scaler";
    private static final int NO_SHARD = -1;

    @Mixin
    private final PrometheusOptions prometheus = new PrometheusOptions();

    @Option(
            names = "--refresh",
            paramLabel = "DURATION",
            defaultValue = "60s",
            converter = DurationConverter.class,
            description = "From one look at a resource to the next (default: ${DEFAULT-VALUE}).")
    private Duration refresh = Duration.ZERO;

    @Option(
            names = "--fit-threads",
            paramLabel = "N",
            defaultValue = "2",
            description = "Models fitted at the same time (default: ${DEFAULT-VALUE}).")
    private int fitThreads;

    @Option(
            names = "--reconcile-threads",
            paramLabel = "N",
            defaultValue = "8",
            description = "Resources looked at at the same time (default: ${DEFAULT-VALUE}).")
    private int reconcileThreads;

    @Option(
            names = "--benefits",
            paramLabel = "Daily|Off",
            defaultValue = "Daily",
            description =
                    "Whether the last days of every resource are simulated once a day, with and without the operator,"
                            + " for its status.benefit: about a second of CPU time for a week, one resource at a time"
                            + " (default: ${DEFAULT-VALUE}).")
    private Benefits benefits = Benefits.Daily;

    @Option(
            names = "--namespaces",
            paramLabel = "NAMESPACE",
            split = ",",
            description = "Look after the resources of these namespaces only (default: all).")
    private Set<String> namespaces = Set.of();

    @Option(
            names = "--shard-count",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "How many shards the resources are divided into by their UID, where one instance is not enough:"
                            + " 1 to 64, and the same for every instance (default: ${DEFAULT-VALUE}).")
    private int shardCount;

    @Option(
            names = "--shard",
            paramLabel = "I",
            description =
                    "The shard that this instance looks after, from 0 to one less than --shard-count; has to be given"
                            + " where that is above 1. Several instances of one shard agree on one that acts.")
    private int shard = NO_SHARD;

    @Option(
            names = "--max-mode",
            paramLabel = "Observe|Enforce",
            defaultValue = "Enforce",
            description = "The most that any resource may do. With Observe, what was raised is given back"
                    + " (default: ${DEFAULT-VALUE}).")
    private MaxMode maxMode = MaxMode.Enforce;

    @Option(
            names = "--kill-switch-configmap",
            paramLabel = "NAME",
            defaultValue = "predictive-scaler-kill-switch",
            description = "A ConfigMap in the operator's own namespace. While it has the key 'mode', no resource raises"
                    + " anything, and what was raised stays (Freeze), is given back by steps (Release), or at once"
                    + " (Restore) (default: ${DEFAULT-VALUE}).")
    private String killSwitch = "";

    @Option(
            names = "--leader-election",
            paramLabel = "true|false",
            arity = "1",
            defaultValue = "true",
            description = "Several instances, of each shard, agree on one that acts (default: ${DEFAULT-VALUE}).")
    private boolean leaderElection;

    @Option(
            names = "--lease-name",
            paramLabel = "NAME",
            defaultValue = "",
            description = "The Lease that the acting instance holds, each shard another (default: " + LEASE
                    + "; with several shards the number of the shard behind it, as in " + LEASE + "-0).")
    private String leaseName = "";

    @Option(
            names = "--lease-namespace",
            paramLabel = "NAMESPACE",
            defaultValue = "",
            description = "Where the Lease lies (default: the operator's own namespace).")
    private String leaseNamespace = "";

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "Port of /metrics, /healthz and /readyz; 0 takes any (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            defaultValue = "0.0.0.0",
            description = "Address that the port is opened on (default: ${DEFAULT-VALUE}).")
    private String bind = "";

    @Option(
            names = "--log-format",
            paramLabel = "json|text",
            defaultValue = "json",
            description = "How log lines look (default: ${DEFAULT-VALUE}).")
    private LogFormat logFormat = LogFormat.json;

    /** @throws io.predictivescaler.operator.config.InvalidSetting when a value will not do */
    OperatorSettings settings() {
        return new OperatorSettings(
                prometheus.settings(),
                new ReconcileSettings(refresh, fitThreads, reconcileThreads, benefits),
                namespaces.isEmpty() ? new WatchSettings.AllNamespaces() : new WatchSettings.OnlyNamespaces(namespaces),
                shard(),
                leaderElection(),
                new ServerSettings(port, bind),
                maxMode,
                new KillSwitchSettings(killSwitch),
                logFormat);
    }

    private Shard shard() {
        if (shard == NO_SHARD && shardCount > 1) {
            throw new InvalidSetting(
                    "--shard", "", "the number of this instance's shard, where --shard-count is " + shardCount);
        }
        return new Shard(shard == NO_SHARD ? 0 : shard, shardCount);
    }

    private LeaderElectionSettings leaderElection() {
        LeaseNamespace where =
                leaseNamespace.isEmpty() ? new LeaseNamespace.Own() : new LeaseNamespace.Named(leaseNamespace);
        return leaderElection ? new LeaderElectionSettings.On(lease(), where) : new LeaderElectionSettings.Off();
    }

    private String lease() {
        if (!leaseName.isEmpty()) {
            return leaseName;
        }
        return shardCount == 1 ? LEASE : LEASE + "-" + shard;
    }
}
