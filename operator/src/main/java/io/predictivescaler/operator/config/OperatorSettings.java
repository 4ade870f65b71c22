package io.predictivescaler.operator.config;

/** Everything that the operator is told at its start. */
public record OperatorSettings(
        PrometheusSettings prometheus,
        ReconcileSettings reconcile,
        WatchSettings watch,
        Shard shard,
        LeaderElectionSettings leaderElection,
        ServerSettings server,
        MaxMode maxMode,
        KillSwitchSettings killSwitch,
        LogFormat logFormat) {
    /** Of an instance that looks after all resources that it watches. */
    public OperatorSettings(
            PrometheusSettings prometheus,
            ReconcileSettings reconcile,
            WatchSettings watch,
            LeaderElectionSettings leaderElection,
            ServerSettings server,
            MaxMode maxMode,
            KillSwitchSettings killSwitch,
            LogFormat logFormat) {
        this(prometheus, reconcile, watch, Shard.whole(), leaderElection, server, maxMode, killSwitch, logFormat);
    }
}
