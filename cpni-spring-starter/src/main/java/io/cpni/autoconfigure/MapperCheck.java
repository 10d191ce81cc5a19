package io.cpni.autoconfigure;

import io.cpni.json.CpniJacksonModule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.util.ClassUtils;
import tools.jackson.databind.ObjectMapper;

/** Looks, once all is built, whether some mapper would write labelled records as they are. */
final class MapperCheck implements SmartInitializingSingleton {

    /** The mapper of Jackson 2, which no module of Jackson 3 can guard. */
    private static final String FORMER_MAPPER = "com.fasterxml.jackson.databind.ObjectMapper";

    private final ListableBeanFactory beans;
    private final Set<String> exempt;

    MapperCheck(ListableBeanFactory beans, Set<String> exempt) {
        this.beans = beans;
        this.exempt = Set.copyOf(exempt);
    }

    @Override
    public void afterSingletonsInstantiated() {
        List<String> unguarded = new ArrayList<>();
        beans.getBeansOfType(ObjectMapper.class, false, true).forEach((name, mapper) -> {
            if (mapper.registeredModules().stream().noneMatch(CpniJacksonModule.class::isInstance)) {
                unguarded.add(name);
            }
        });
        unguarded.addAll(formerMappers());
        unguarded.removeAll(exempt);
        if (!unguarded.isEmpty()) {
            throw new UnguardedMapperException(unguarded.stream().sorted().toList());
        }
    }

    private List<String> formerMappers() {
        ClassLoader loader = getClass().getClassLoader();
        return ClassUtils.isPresent(FORMER_MAPPER, loader)
                ? List.of(beans.getBeanNamesForType(ClassUtils.resolveClassName(FORMER_MAPPER, loader), false, true))
                : List.of();
    }
}
