package io.predictivescaler.operator.api;

import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The CRD: as the types say it, and where it is kept. */
public final class Crd {
    private Crd() {}

    /** The file that users apply. */
    public static Path file() {
        return Path.of(System.getProperty("root.directory"), "crds", "predictivescalers.predictivescaler.io-v1.yml");
    }

    /** The CRD generated from the types. */
    public static CustomResourceDefinition generated() {
        InMemory output = new InMemory();
        new CRDGenerator()
                .customResourceClasses(PredictiveScaler.class)
                .forCRDVersions("v1")
                .withParallelGenerationEnabled(false)
                .withOutput(output)
                .generate();
        CustomResourceDefinition crd = Serialization.unmarshal(output.text(), CustomResourceDefinition.class);
        CrdFinish.finish(crd);
        return crd;
    }

    /** With every text in quotes: without them True, an enum value of ours, would be a boolean to kubectl. */
    static String yaml(HasMetadata crd) {
        return "# Generated from the types in operator/src/main/java/io/predictivescaler/operator/api by CrdTest;\n"
                + "# to generate it anew, run that test with -Dgolden.update=true.\n"
                + Serialization.asYaml(crd);
    }

    private static final class InMemory extends CRDGenerator.AbstractCRDOutput<ByteArrayOutputStream> {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        protected ByteArrayOutputStream createStreamFor(String crdName) {
            return bytes;
        }

        String text() {
            return bytes.toString(StandardCharsets.UTF_8);
        }
    }
}
