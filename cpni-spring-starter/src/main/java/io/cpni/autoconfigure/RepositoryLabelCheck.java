package io.cpni.autoconfigure;

import io.cpni.label.Cpni;
import io.cpni.label.RecordLabels;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.data.repository.core.RepositoryInformation;
import org.springframework.data.repository.core.support.RepositoryFactoryInformation;

/**
 * Holds repositories to their word: one that is marked {@link Cpni} must return labelled records. One that returns labelled
 * records without the mark is guarded all the same, and named in the log.
 */
final class RepositoryLabelCheck implements SmartInitializingSingleton {

    private static final Logger LOG = LoggerFactory.getLogger(RepositoryLabelCheck.class);

    private final ObjectProvider<RepositoryFactoryInformation<?, ?>> repositories;

    RepositoryLabelCheck(ObjectProvider<RepositoryFactoryInformation<?, ?>> repositories) {
        this.repositories = repositories;
    }

    @Override
    public void afterSingletonsInstantiated() {
        List<RepositoryInformation> all = repositories.stream()
                .map(RepositoryFactoryInformation::getRepositoryInformation)
                .toList();
        for (RepositoryInformation repository : all) {
            Class<?> type = repository.getRepositoryInterface();
            boolean marked = AnnotatedElementUtils.hasAnnotation(type, Cpni.class);
            boolean labelled = RecordLabels.of(repository.getDomainType()).isLabelled();
            if (marked && !labelled) {
                throw new IllegalStateException("repository " + type.getName() + " is marked @Cpni, but "
                        + repository.getDomainType().getName()
                        + " carries no label; label the entity, or remove the mark");
            }
            if (labelled && !marked) {
                LOG.info(
                        "Repository {} returns labelled records without being marked @Cpni; it is guarded all the same",
                        type.getName());
            }
        }
    }
}
