const m=(l:string)=>{const u=process.memoryUsage();console.log(l, Math.round(performance.now()), 'cpu', Math.round(process.cpuUsage().user/1000+process.cpuUsage().system/1000),'rss',u.rss>>20,'heapT',u.heapTotal>>20,'heapU',u.heapUsed>>20,'ext',u.external>>20,'ab',u.arrayBuffers>>20)};
const dbm=await import('/work/main/src/database/database.ts'); m('database loaded');
await import('@slack/bolt'); m('bolt');
await import('discord.js'); m('discord');
const {startBot}=await import('/work/main/src/bot.ts'); m('bot');
const {startTrial}=await import('/work/main/src/playground/trial.ts'); m('trial');
const {openDatabase}=dbm;
const {createLog}=await import('/work/main/src/log.ts');
const {readEnvironment}=await import('/work/main/src/env.ts');
const log=createLog({level:'warn'});
const database=await openDatabase({dataDir:'/tmp/trial-m/trial',log}); m('db open');
const trial=await startTrial(database, readEnvironment({})); m('trial started');
const bot=await startBot({environment:trial.environment,database,log,now:()=>new Date(),ticks:true,discordRequestsPerSecond:Infinity}); m('bot started');
await trial.populate(bot,'http://x'); m('populated');
await new Promise(r=>setTimeout(r,5000)); m('5s');
if(globalThis.gc){globalThis.gc();m('gc');await new Promise(r=>setTimeout(r,3000));m('gc+3')}
process.exit();
