/** What a worker thread of a campaign executes: this program's answers to the parts that it is handed. */
import { answerCampaigns } from "../sim/cli/worker.ts"
import { keepCompiledCode, program } from "./program.ts"

keepCompiledCode()
answerCampaigns(program)
