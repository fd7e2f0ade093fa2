// Derive
