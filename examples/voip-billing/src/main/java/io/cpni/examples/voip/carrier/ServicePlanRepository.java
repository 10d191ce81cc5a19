package io.cpni.examples.voip.carrier;

import org.springframework.data.jpa.repository.JpaRepository;

/** Finds service plans. */
public interface ServicePlanRepository extends JpaRepository<ServicePlan, String> {}
