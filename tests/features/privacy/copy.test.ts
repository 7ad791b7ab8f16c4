import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describedTables } from '../../../src/access/personal/columns.ts';
import type { Person } from '../../../src/playground/person.ts';
import { type Copy, copyOf } from '../../support/copies.ts';
import { openEdition, propose } from '../../support/events.ts';
import { logo } from '../../support/kit-files.ts';
import { other, platformsInTurn } from '../../support/platforms.ts';
import { tablesNaming } from '../../support/traces.ts';
import type { World } from '../../support/world.ts';

describe.each(platformsInTurn())('a copy of what is kept, asked on %s', (platform) => {
  let world: World;
  let marie: Person;
  beforeAll(async () => {
    const opened = await openEdition(platform);
    world = opened.world;
    marie = world.person(platform, 'Marie Dupont');
    await marie.command('/structure creer', { nom: 'Jardins <partagés>' });
    await propose(marie, { title: 'Fête des graines', contact: 'Marie, 06 12 34 56 78' });
    await marie.command('/profil notifications', { debut: '21h', fin: '7h' });
    await marie.press("Ne plus recevoir d'annonces");
    await opened.coordinator.command('/equipe nommer', {
      ...{ personne: opened.coordinator.mention(marie), role: 'delegate', departement: '80' },
    });
    await opened.coordinator.command('/annonce diffuser', { texte: 'Les affiches sont là' });
    await opened.coordinator.press('Diffuser maintenant');
    await world.runDue();
  });
  afterAll(() => world?.close());

  const copy = (person = marie) => copyOf(person);

  it('tells under which names they were known before', async () => {
    const zoe = world.person(platform, 'Zoé Martin');
    await zoe.command('/profil donnees');
    await world.restartBot(async () => world[platform].renameUser(zoe.user.id, 'Zoé M.'));
    const page = (await copy(zoe)).get('donnees.html')?.toString() ?? '';
    expect(page).toContain('Noms précédents');
    expect(page).toContain('Zoé Martin');
  });

  it('read back equals what is stored, with a page to read and the files that were given; it is forgotten after a week', async () => {
    const { prisma } = world.database;
    const { personId } = await prisma.identity.findFirstOrThrow({ where: { externalId: marie.user.id } });
    const region = await prisma.region.findFirstOrThrow();
    const picture = logo;
    await prisma.file.create({
      data: {
        ...{ regionId: region.id, name: 'ma photo.png', type: 'image/png', size: picture.bytes.byteLength },
        ...{
          sha256: platform,
          bytes: Buffer.from(picture.bytes),
          uploadedById: personId,
          uploadedAt: world.clock.now(),
        },
      },
    });
    const files = await copy();
    const { tables, files: given } = JSON.parse(files.get('donnees.json')?.toString() ?? '') as Copy;
    expect(Object.keys(tables)).toEqual(expect.arrayContaining(['Person', 'Identity', 'Membership', 'Event', 'File']));
    for (const [table, rows] of Object.entries(tables)) {
      expect(describedTables[table]).toBeDefined();
      for (const row of rows) {
        const [stored] = await prisma.$queryRawUnsafe<{ row: Record<string, unknown> }[]>(
          `SELECT to_jsonb(t) AS "row" FROM "${table}" t WHERE "id" = $1::uuid`,
          row.id,
        );
        expect(stored?.row).toMatchObject(row);
      }
    }
    // Nothing that knows who they are is left out.
    const naming = (await tablesNaming(world, [personId])).map((row) => row.slice(0, row.indexOf(':')));
    expect([...new Set(naming)].filter((table) => !(table in tables))).toEqual([]);
    expect(tables.Event?.[0]).toMatchObject({ title: 'Fête des graines', contact: 'Marie, 06 12 34 56 78' });
    const [photo] = given.filter(({ path }) => path.endsWith('ma photo.png'));
    expect(files.get(photo?.path ?? '')?.equals(Buffer.from(picture.bytes))).toBe(true);
    const page = files.get('donnees.html')?.toString() ?? '';
    expect(page).toContain('Fête des graines');
    expect(page).toContain('Ce que je garde de vous');
    expect(page).not.toContain('<partagés>');
    // It reads as people write: what it is, when, yes or no; and neither ids nor names of tables.
    const words = page.replaceAll(/<style>.*?<\/style>|<[^>]*>/gs, ' ').replaceAll(/\s+/g, ' ');
    expect(words).toMatch(/Vos places dans des structures .*Depuis|Vos places dans des structures .*Demandé le/);
    expect(words).toContain('Événements proposés ou suivis');
    expect(tables.AnnouncementRecipient).toHaveLength(1);
    expect(words).toContain('Annonces qui vous étaient destinées');
    expect(words).toContain('Titre : Fête des graines');
    expect(words).toMatch(/Proposé le : \S+ \d+ \S+( \d{4})? à \d/);
    expect(words).toContain(platform === 'slack' ? 'Slack' : 'Discord');
    expect(words).not.toMatch(
      /\d{4}-\d\d-\d\dT|\b(true|false|null)\b|ACTIVE|PROPOSED|Rubrique|Membership|proposedById/,
    );
    expect(words).toContain('Annonces et leurs rappels');
    expect(words).toContain('Somme (80)');
    expect(words).not.toMatch(/\bannouncement\b/);
    expect(words).not.toMatch(/[\da-f]{8}-[\da-f]{4}-/);
    expect(page).toContain(`<a href="${(photo?.path ?? '').replaceAll(' ', '%20')}">`);

    const kept = () => prisma.file.count({ where: { name: 'mes-donnees.zip', uploadedById: personId } });
    expect(await kept()).toBe(1);
    // A copy holds no copy that was made before.
    const again = [...(await copy()).keys()];
    expect(again.toSorted()).toEqual([...files.keys()].toSorted());
    await world.goTo(new Date(world.clock.now().getTime() + 8 * 86_400_000));
    expect(await kept()).toBe(0);
  });

  it('holds nothing of others, and nobody else gets it', async () => {
    const coordinator = world.coordinator[platform];
    const { personId } = await world.database.prisma.identity.findFirstOrThrow({
      where: { externalId: coordinator.user.id },
    });
    const files = await copy();
    const all = [...files.values()].map((bytes) => bytes.toString('latin1')).join();
    expect(all).not.toContain(personId);
    expect(all).not.toContain(coordinator.user.id);
    expect(coordinator.screen().some((message) => message.files.some(({ name }) => name.startsWith('mes-')))).toBe(
      false,
    );
  });

  it('of two linked accounts is one, whichever asks', async () => {
    const there = world.person(other[platform], 'Lucie Bernard');
    const here = world.person(platform, 'Lucie Bernard');
    await there.command('/structure creer', { nom: 'Le Fournil' });
    await here.command('/structure creer', { nom: 'Atelier vélo' });
    await there.command('/profil lier');
    const code = /\b[2-9A-Z]{8}\b/.exec(there.read())?.[0] ?? '';
    await here.command('/profil lier', { code });
    await here.press('Réunir');
    await there.press("C'est bien moi");
    for (const person of [here, there]) {
      const { tables } = JSON.parse((await copy(person)).get('donnees.json')?.toString() ?? '') as Copy;
      expect(tables.Person).toHaveLength(1);
      expect(tables.Identity?.map(({ externalId }) => externalId).toSorted()).toEqual(
        [here.user.id, there.user.id].toSorted(),
      );
      expect(tables.Membership).toHaveLength(2);
    }
  });

  it('is made five times a day at most', async () => {
    const paul = world.person(platform, 'Paul Petit');
    for (let times = 0; times < 5; times++) {
      await paul.command('/profil donnees');
      await paul.press('Recevoir une copie');
    }
    await paul.command('/profil donnees');
    await paul.press('Recevoir une copie');
    expect(paul.read()).toContain('demandé 5 copies de vos données');
  });
});
