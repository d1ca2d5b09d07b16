/** How clients stand to OAuth 2.1 and the FAPI 2.0 profiles, in words. */
package dev.lockspire.faces.admin.standards;
