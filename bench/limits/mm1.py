"""M/M/1 in SimPy as its own documentation would write it. Prints customers a second and the mean time in the system, as JSON.

Arguments: customers, arrival rate, service rate.
"""
import json
import random
import sys
import time

import simpy

customers, arrivals, services = int(sys.argv[1]), float(sys.argv[2]), float(sys.argv[3])
spent = 0.0


def customer(env, server):
    global spent
    came = env.now
    with server.request() as turn:
        yield turn
        yield env.timeout(random.expovariate(services))
    spent += env.now - came


def source(env, server):
    for _ in range(customers):
        yield env.timeout(random.expovariate(arrivals))
        env.process(customer(env, server))


random.seed(1)
env = simpy.Environment()
env.process(source(env, simpy.Resource(env, capacity=1)))
started = time.perf_counter()
env.run()
seconds = time.perf_counter() - started
print(json.dumps({"rate": customers / seconds, "mean": spent / customers, "version": simpy.__version__}))
