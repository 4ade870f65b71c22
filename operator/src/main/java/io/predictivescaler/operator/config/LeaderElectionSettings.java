package io.predictivescaler.operator.config;

/** Whether several instances agree on one that acts. */
public sealed interface LeaderElectionSettings {
    /** There is only one instance: it acts at once. */
    record Off() implements LeaderElectionSettings {}

    /** The holder of a Lease acts; the others wait. */
    record On(String leaseName, LeaseNamespace leaseNamespace) implements LeaderElectionSettings {
        public On {
            KubernetesName.object("--lease-name", leaseName);
        }
    }

    /** Where the Lease lies. */
    sealed interface LeaseNamespace {
        /** In the operator's own namespace: its pod's, or the current context's. */
        record Own() implements LeaseNamespace {}

        /** In this one. */
        record Named(String namespace) implements LeaseNamespace {
            public Named {
                KubernetesName.namespace("--lease-namespace", namespace);
            }
        }
    }
}
