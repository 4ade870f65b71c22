package io.predictivescaler.operator.config;

/** Everything that the operator is told at its start. */
public record OperatorSettings(
        PrometheusSettings prometheus,
        ReconcileSettings reconcile,
        WatchSettings watch,
        LeaderElectionSettings leaderElection,
        ServerSettings server,
        MaxMode maxMode,
        KillSwitchSettings killSwitch,
        LogFormat logFormat) {}
