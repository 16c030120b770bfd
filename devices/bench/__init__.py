"""The simulated bench people train on."""
