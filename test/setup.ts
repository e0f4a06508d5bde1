/**
 * Properties draw the same cases every time, so that a green tree stays green; `PROPERTY_SEED=random` (or a number) draws others.
 * What other seeds find becomes a test of its own in a `regressions` folder.
 */
import * as fc from "fast-check"

const asked = process.env["PROPERTY_SEED"] ?? "20261125"
if (asked !== "random") fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(asked) })
