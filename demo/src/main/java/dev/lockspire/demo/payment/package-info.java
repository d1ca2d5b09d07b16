/** Payments that apps ask a customer to allow, as authorization details (RFC 9396). */
package dev.lockspire.demo.payment;
