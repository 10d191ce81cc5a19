package io.cpni.autoconfigure.ledger;

import io.cpni.label.Cpni;
import org.springframework.data.jpa.repository.JpaRepository;

@Cpni
public interface ChargeRepository extends JpaRepository<Charge, Long> {}
