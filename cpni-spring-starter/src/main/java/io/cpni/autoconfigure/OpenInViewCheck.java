package io.cpni.autoconfigure;

import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.orm.jpa.support.OpenEntityManagerInViewFilter;
import org.springframework.orm.jpa.support.OpenEntityManagerInViewInterceptor;

/** Stops the start where sessions would stay open while views are rendered, if labelled records are read in them. */
final class OpenInViewCheck implements SmartInitializingSingleton {

    private final ListableBeanFactory beans;
    private final BooleanSupplier labelled;

    OpenInViewCheck(ListableBeanFactory beans, BooleanSupplier labelled) {
        this.beans = beans;
        this.labelled = labelled;
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (labelled.getAsBoolean()) {
            Stream.of(OpenEntityManagerInViewInterceptor.class, OpenEntityManagerInViewFilter.class)
                    .flatMap(type -> Stream.of(beans.getBeanNamesForType(type, true, false)))
                    .findFirst()
                    .ifPresent(bean -> {
                        throw new OpenInViewException(bean);
                    });
        }
    }
}
