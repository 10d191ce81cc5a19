/** The audit log where things end badly: killed processes and servers, full disks, clocks that jump, two writers. */
package io.cpni.audit.crash;
