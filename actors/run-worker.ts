/** What a worker thread of `run` executes: this program's answers to the tasks that it is handed. */
import { answerTasks } from "../sim/cli/worker.ts"
import { keepCompiledCode, program } from "./program.ts"

keepCompiledCode()
answerTasks(program)
