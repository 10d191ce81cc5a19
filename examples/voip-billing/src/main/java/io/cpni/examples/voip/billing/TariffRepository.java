package io.cpni.examples.voip.billing;

import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

/** Finds tariffs. */
public interface TariffRepository extends JpaRepository<Tariff, String> {

    /** Returns all tariffs, the one that holds latest first. */
    List<Tariff> findAllByOrderByValidFromDesc();
}
